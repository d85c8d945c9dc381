package dev.graft.registry.promotion;

import static dev.graft.registry.fixture.Verdicts.TASK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.ModelVersion;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.platform.json.Json;
import dev.graft.platform.signing.SignedVersions;
import dev.graft.platform.signing.SigningKeys;
import dev.graft.platform.signing.UntrustedModel;
import dev.graft.registry.fixture.Broker;
import dev.graft.registry.fixture.Faults;
import dev.graft.registry.fixture.Keys;
import dev.graft.registry.fixture.MemoryStore;
import dev.graft.registry.fixture.RegistryProcess;
import dev.graft.registry.fixture.Verdicts;
import dev.graft.registry.history.Move;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A version is signed before it can be live, wherever a process dies; what cannot be trusted is not made live. */
class SigningTest {
    private static final SigningKeys KEYS = Keys.pair();
    private static final int MORE_CALLS_THAN_ANY = 24;

    /** The mark, a look at the history, one at the versions, then the claim. */
    private static final int CALLS_UP_TO_THE_CLAIM = 4;

    private final MemoryStore store = new MemoryStore();
    private final Broker broker = new Broker();

    static Stream<Faults> deaths() {
        return IntStream.rangeClosed(1, MORE_CALLS_THAN_ANY)
                .boxed()
                .flatMap(call -> Stream.of(Faults.before(call), Faults.after(call)));
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void a_promotion_is_signed_before_it_is_live_wherever_the_process_dies(Faults death) {
        process().decide(Verdicts.promote("run-a", null));
        Event<ModelEvaluated> verdict = Verdicts.promote("run-b", 1);

        dying(death, verdict);
        assertWhatWasLiveIsSigned();
        process().decide(verdict);

        assertThat(process().book(TASK).history().live()).contains(2);
        assertSigned(1, 2);
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void a_refused_version_is_signed_wherever_the_process_dies(Faults death) {
        process().decide(Verdicts.promote("run-a", null));
        Event<ModelEvaluated> verdict = Verdicts.refuse("run-b", 1);

        dying(death, verdict);
        process().decide(verdict);

        assertSigned(1, 2);
    }

    @Test
    void a_version_whose_registration_died_before_the_signature_cannot_be_made_live_until_it_is_signed() {
        process().decide(Verdicts.promote("run-a", null));
        Event<ModelEvaluated> verdict = Verdicts.refuse("run-b", 1);
        dyingBetweenClaimAndSignature(verdict, 2);

        MoveOutcome early = process().overrule(TASK, 2);
        process().decide(verdict);
        MoveOutcome late = process().overrule(TASK, 2);

        assertThat(early)
                .isInstanceOfSatisfying(
                        MoveOutcome.Impossible.class,
                        why -> assertThat(why.explanation()).contains("is not signed"));
        assertThat(late).isInstanceOf(MoveOutcome.Moved.class);
        assertSigned(1, 2);
    }

    @Test
    void the_next_delivery_signs_what_the_verdict_names_not_what_was_put_into_the_store_meanwhile() {
        Event<ModelEvaluated> verdict = Verdicts.promote("run-a", null);
        dying(Faults.after(CALLS_UP_TO_THE_CLAIM), verdict);
        String key = StoreLayout.modelVersion(TASK, 1);
        String written = new String(store.find(key).orElseThrow().content(), UTF_8);
        store.put(key, written.replace("model.safetensors", "other.safetensors").getBytes(UTF_8), "application/json");

        process().decide(verdict);

        assertThatThrownBy(() -> reader(KEYS).check(version(1)))
                .isInstanceOf(UntrustedModel.class)
                .hasMessageContaining("other.safetensors is not signed");
    }

    @Test
    void a_promotion_takes_one_call_more_than_without_a_key() {
        process().decide(Verdicts.promote("run-a", null));
        Faults counter = Faults.none();
        RegistryProcess process = new RegistryProcess(store, broker, counter, KEYS);
        process.repairMarked();
        int before = counter.calls();

        process.decide(Verdicts.promote("run-b", 1));

        assertThat(counter.calls() - before).isEqualTo(11);
    }

    @Test
    void a_signature_is_written_once_however_often_the_verdict_comes() {
        Event<ModelEvaluated> verdict = Verdicts.promote("run-a", null);
        dying(Faults.after(CALLS_UP_TO_THE_CLAIM + 1), verdict);
        byte[] first = signature(1);

        process().decide(verdict);
        process().decide(verdict);

        assertThat(signature(1)).isEqualTo(first);
    }

    @Test
    void a_registry_without_a_key_writes_no_signature_and_readers_with_one_refuse_its_versions() {
        new RegistryProcess(store, broker).decide(Verdicts.promote("run-a", null));

        assertThat(store.find(StoreLayout.modelSignature(TASK, 1))).isEmpty();
        assertThatThrownBy(() -> reader(KEYS).check(version(1)))
                .isInstanceOf(UntrustedModel.class)
                .hasMessageContaining("it is not signed");
        assertThatCode(() -> reader(Keys.NONE).check(version(1))).doesNotThrowAnyException();
    }

    @Test
    void versions_from_before_there_was_a_key_are_signed_only_when_somebody_asks() {
        new RegistryProcess(store, broker).decide(Verdicts.promote("run-a", null));
        new RegistryProcess(store, broker).decide(Verdicts.promote("run-b", 1));

        process().repairMarked();
        assertThat(process().rollBackTo(TASK, 1)).isInstanceOf(MoveOutcome.Impossible.class);
        assertThat(process().signExisting()).isEqualTo(2);
        assertThat(process().signExisting()).isZero();

        assertSigned(1, 2);
        assertThat(process().rollBackTo(TASK, 1)).isInstanceOf(MoveOutcome.Moved.class);
    }

    @Test
    void a_key_that_is_given_up_is_replaced_in_every_signature() {
        process().decide(Verdicts.promote("run-a", null));
        SigningKeys next = Keys.pair();
        var both = new SigningKeys(
                List.of(KEYS.verifying().get(0), next.verifying().get(0)), next.signing());
        RegistryProcess rotating = new RegistryProcess(store, broker, Faults.none(), both);

        assertThat(rotating.signExisting()).isZero();
        rotating.decide(Verdicts.promote("run-b", 1));
        assertThatCode(() -> reader(both).check(version(1))).doesNotThrowAnyException();
        assertThatCode(() -> reader(both).check(version(2))).doesNotThrowAnyException();
        assertThatThrownBy(() -> reader(next).check(version(1)))
                .hasMessageContaining("none of the configured public keys");

        assertThat(new RegistryProcess(store, broker, Faults.none(), next).signExisting())
                .isEqualTo(1);
        assertThatCode(() -> reader(next).check(version(1))).doesNotThrowAnyException();
    }

    @Test
    void the_signature_of_one_version_does_not_hold_for_another() {
        process().decide(Verdicts.promote("run-a", null));
        process().decide(Verdicts.promote("run-b", 1));
        store.put(StoreLayout.modelSignature(TASK, 2), signature(1), "application/json");

        assertThatThrownBy(() -> reader(KEYS).check(version(2)))
                .isInstanceOf(UntrustedModel.class)
                .hasMessageContaining("that of 'customer-messages-v1', not of 'customer-messages-v2'");
    }

    private RegistryProcess process() {
        return new RegistryProcess(store, broker, Faults.none(), KEYS);
    }

    private void dying(Faults death, Event<ModelEvaluated> verdict) {
        assertThatCode(() -> new RegistryProcess(store, broker, death, KEYS).decide(verdict))
                .satisfiesAnyOf(
                        nothing -> assertThat(nothing).isNull(),
                        thrown -> assertThat(thrown).isInstanceOf(Faults.Crash.class));
    }

    private void dyingBetweenClaimAndSignature(Event<ModelEvaluated> verdict, int version) {
        for (int call = 1; !lies(StoreLayout.modelVersion(TASK, version)); call++) {
            dying(Faults.after(call), verdict);
        }
        assertThat(lies(StoreLayout.modelSignature(TASK, version))).isFalse();
    }

    private boolean lies(String key) {
        return store.find(key).isPresent();
    }

    private void assertWhatWasLiveIsSigned() {
        assertThat(process().book(TASK).history().moves())
                .extracting(Move::version)
                .allSatisfy(this::assertSignedVersion);
    }

    private void assertSigned(int... versions) {
        assertThat(process().book(TASK).versions().count()).isEqualTo(versions.length);
        IntStream.of(versions).forEach(this::assertSignedVersion);
    }

    private void assertSignedVersion(int version) {
        assertThatCode(() -> reader(KEYS).check(version(version))).doesNotThrowAnyException();
    }

    private SignedVersions reader(SigningKeys keys) {
        return new SignedVersions(store, keys.verifying());
    }

    private ModelVersion version(int number) {
        return Optional.of(StoreLayout.modelVersion(TASK, number))
                .flatMap(store::find)
                .map(object -> Json.read(object.content(), ModelVersion.class))
                .orElseThrow();
    }

    private byte[] signature(int number) {
        return store.find(StoreLayout.modelSignature(TASK, number))
                .orElseThrow()
                .content();
    }
}
