package dev.graft.registry.promotion;

import static dev.graft.registry.fixture.Verdicts.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.ModelAlias;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ModelEvaluationRequested;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.contracts.event.ModelRejected;
import dev.graft.contracts.event.ModelRolledBack;
import dev.graft.platform.json.Json;
import dev.graft.registry.fixture.Broker;
import dev.graft.registry.fixture.Death;
import dev.graft.registry.fixture.Faults;
import dev.graft.registry.fixture.MemoryStore;
import dev.graft.registry.fixture.RegistryProcess;
import dev.graft.registry.fixture.Verdicts;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A process dies at each of its calls, before or after the call's effect; the next one finishes its work. */
class CrashTest {
    private static final int MORE_CALLS_THAN_ANY = 24;

    private final MemoryStore store = new MemoryStore();
    private final Broker broker = new Broker();

    static Stream<Death> deaths() {
        return Death.upTo(MORE_CALLS_THAN_ANY);
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void a_promotion_is_finished_by_the_next_delivery(Death death) {
        Event<ModelEvaluated> verdict = givenAChampionAnd(Verdicts.promote("run-b", 1));
        dying(death, process -> process.decide(verdict));

        new RegistryProcess(store, broker).decide(verdict);

        assertOneMove(2, 2);
        assertThat(broker.distinct(ModelPromoted.class)).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void a_promotion_is_finished_by_the_start_and_the_next_delivery(Death death) {
        Event<ModelEvaluated> verdict = givenAChampionAnd(Verdicts.promote("run-b", 1));
        dying(death, process -> process.decide(verdict));
        RegistryProcess next = new RegistryProcess(store, broker);

        next.repairMarked();
        assertThat(alias().sequence()).isEqualTo(next.book(TASK).history().length());
        next.decide(verdict);

        assertOneMove(2, 2);
        assertThat(broker.distinct(ModelPromoted.class)).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void a_promotion_is_finished_by_another_process_that_moves_on(Death death) {
        Event<ModelEvaluated> verdict = givenAChampionAnd(Verdicts.promote("run-b", 1));
        RegistryProcess other = new RegistryProcess(store, broker);
        other.repairMarked();
        dying(death, process -> process.decide(verdict));

        other.overrule(TASK, 1);
        other.decide(verdict);

        assertThat(other.book(TASK).versions().ofRun("run-b").orElseThrow().number())
                .isEqualTo(2);
        assertThat(other.book(TASK).versions().count()).isEqualTo(2);
        assertThat(other.shelf().decision(TASK, 2)).isPresent();
        assertThat(alias().sequence()).isEqualTo(other.book(TASK).history().length());
        assertEveryMoveAnnounced(other);
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void a_refusal_is_finished_by_the_next_delivery(Death death) {
        Event<ModelEvaluated> verdict = givenAChampionAnd(Verdicts.refuse("run-b", 1));
        dying(death, process -> process.decide(verdict));

        new RegistryProcess(store, broker).decide(verdict);

        assertOneMove(1, 2);
        assertThat(broker.distinct(ModelRejected.class)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void a_request_for_evaluation_is_made_by_the_next_delivery(Death death) {
        Event<ModelEvaluated> verdict = givenAChampionAnd(Verdicts.promote("run-b", null));
        dying(death, process -> process.decide(verdict));

        new RegistryProcess(store, broker).decide(verdict);

        assertOneMove(1, 1);
        assertThat(broker.distinct(ModelEvaluationRequested.class)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void a_rollback_is_finished_at_start_or_has_not_happened(Death death) {
        givenAChampionAnd(Verdicts.promote("run-b", 1));
        new RegistryProcess(store, broker).decide(Verdicts.promote("run-b", 1));
        MoveRequest request = new MoveRequest(null, null, "too slow", "ada", "click-1");
        dying(death, process -> process.rollBack(TASK, request));
        RegistryProcess next = new RegistryProcess(store, broker);

        next.repairMarked();
        assertThat(alias().sequence()).isEqualTo(next.book(TASK).history().length());
        next.rollBack(TASK, request);

        assertThat(next.book(TASK).history().length()).isEqualTo(3);
        assertThat(alias().version()).isEqualTo(1);
        assertThat(broker.distinct(ModelRolledBack.class)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void a_call_that_fails_in_a_process_that_lives_on_is_made_good_by_it(Death death) {
        Event<ModelEvaluated> verdict = givenAChampionAnd(Verdicts.promote("run-b", 1));
        Faults faults = death.faults();
        RegistryProcess process = new RegistryProcess(store, broker, faults);
        dies(process, dying -> dying.decide(verdict));
        faults.heal();

        process.repairUnfinished();
        assertThat(alias().sequence()).isEqualTo(process.book(TASK).history().length());
        process.decide(verdict);

        assertOneMove(2, 2);
        assertThat(broker.distinct(ModelPromoted.class)).hasSize(2);
    }

    @Test
    void a_promotion_takes_few_calls() {
        givenAChampionAnd(Verdicts.promote("run-b", 1));
        Faults counter = Faults.none();
        RegistryProcess process = new RegistryProcess(store, broker, counter);
        process.repairMarked();
        int before = counter.calls();

        process.decide(Verdicts.promote("run-b", 1));

        // Mark the change; look for versions and moves; claim the version; hold it; claim the move; read and move the
        // alias; decide;
        // announce.
        assertThat(counter.calls() - before).isEqualTo(10);
        assertThat(counter.calls()).isLessThan(MORE_CALLS_THAN_ANY);
    }

    private Event<ModelEvaluated> givenAChampionAnd(Event<ModelEvaluated> verdict) {
        new RegistryProcess(store, broker).decide(Verdicts.promote("run-a", null));
        return verdict;
    }

    private void dying(Death death, Consumer<RegistryProcess> work) {
        dies(new RegistryProcess(store, broker, death.faults()), work);
    }

    /** A death that lies beyond the last call does not come; the work is done then. */
    private static void dies(RegistryProcess process, Consumer<RegistryProcess> work) {
        assertThatCode(() -> work.accept(process))
                .satisfiesAnyOf(
                        nothing -> assertThat(nothing).isNull(),
                        thrown -> assertThat(thrown).isInstanceOf(Faults.Crash.class));
    }

    private void assertOneMove(int moves, int versions) {
        RegistryProcess fresh = new RegistryProcess(store, broker);
        assertThat(fresh.book(TASK).versions().count()).isEqualTo(versions);
        assertThat(fresh.book(TASK).history().length()).isEqualTo(moves);
        assertThat(alias().version())
                .isEqualTo(fresh.book(TASK).history().live().orElseThrow());
        assertThat(alias().sequence()).isEqualTo(moves);
        assertThat(IntStream.rangeClosed(1, versions))
                .allSatisfy(version ->
                        assertThat(fresh.shelf().decision(TASK, version)).isPresent());
    }

    private void assertEveryMoveAnnounced(RegistryProcess process) {
        long announced = broker.announced().stream()
                .filter(event -> event.data() instanceof ModelPromoted)
                .map(event -> ((ModelPromoted) event.data()).sequence())
                .distinct()
                .count();
        assertThat(announced).isEqualTo(process.book(TASK).history().length());
    }

    private ModelAlias alias() {
        return store.find(StoreLayout.modelAlias(TASK, ModelAlias.CHAMPION))
                .map(object -> Json.read(object.content(), ModelAlias.class))
                .orElseThrow();
    }
}
