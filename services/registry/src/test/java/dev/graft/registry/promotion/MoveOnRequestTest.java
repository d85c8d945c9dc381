package dev.graft.registry.promotion;

import static dev.graft.registry.fixture.Verdicts.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import dev.graft.contracts.event.ModelCanaryFailed;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.contracts.event.ModelRolledBack;
import dev.graft.registry.fixture.Broker;
import dev.graft.registry.fixture.MemoryStore;
import dev.graft.registry.fixture.RegistryProcess;
import dev.graft.registry.fixture.Verdicts;
import dev.graft.registry.history.MoveKind;
import dev.graft.registry.version.Decision;
import java.time.Instant;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.Test;

class MoveOnRequestTest {
    private final Broker broker = new Broker();
    private final RegistryProcess registry = new RegistryProcess(new MemoryStore(), broker);

    @Test
    void rolls_back_to_the_champion_before() {
        promoted(3);

        MoveOutcome outcome = registry.rollBack(TASK);

        assertMoved(outcome, 2);
        ModelRolledBack event = broker.distinct(ModelRolledBack.class).get(0);
        assertThat(event.version()).isEqualTo(2);
        assertThat(event.previousVersion()).isEqualTo(3);
        assertThat(event.sequence()).isEqualTo(4);
        assertThat(event.requestedBy()).isEqualTo("ada");
        assertThat(event.model().uri()).contains("run-2");
    }

    @Test
    void rolls_back_further_and_not_to_and_fro() {
        promoted(3);

        assertMoved(registry.rollBack(TASK), 2);
        assertMoved(registry.rollBack(TASK), 1);
        assertImpossible(registry.rollBack(TASK), "first of its line", "2, 3");
    }

    @Test
    void rolls_back_to_a_version_that_has_been_live() {
        promoted(3);

        assertMoved(registry.rollBackTo(TASK, 1), 1);
        assertMoved(registry.rollBackTo(TASK, 3), 3);
    }

    @Test
    void a_refused_version_does_not_go_live_by_rollback() {
        promoted(2);
        registry.decide(Verdicts.refuse("run-x", 2));

        assertImpossible(
                registry.rollBackTo(TASK, 3),
                "has never been live",
                "No better than the champion",
                "can go to: 1",
                "/models/" + TASK + "/versions/3/promote");
    }

    @Test
    void says_what_is_not_there() {
        assertThat(registry.rollBack("nobodys-task")).isInstanceOf(MoveOutcome.Unknown.class);
        promoted(1);
        assertThat(registry.rollBackTo(TASK, 7)).isInstanceOf(MoveOutcome.Unknown.class);
        assertThat(registry.overrule(TASK, 7)).isInstanceOf(MoveOutcome.Unknown.class);
    }

    @Test
    void says_that_a_version_is_live_already() {
        promoted(2);

        assertImpossible(registry.rollBackTo(TASK, 2), "is live already");
        assertImpossible(registry.overrule(TASK, 2), "is live already");
    }

    @Test
    void a_model_of_which_nothing_is_live_cannot_go_back() {
        registry.decide(Verdicts.refuse("run-x", null));

        assertImpossible(registry.rollBack(TASK), "nothing of " + TASK + " is live");
    }

    @Test
    void the_same_request_moves_once() {
        promoted(3);
        MoveRequest request = new MoveRequest(null, null, "too slow", "ada", "click-1");

        MoveOutcome first = registry.rollBack(TASK, request);
        MoveOutcome second = registry.rollBack(TASK, request);

        assertMoved(first, 2);
        assertMoved(second, 2);
        assertThat(((MoveOutcome.Moved) first).repeated()).isFalse();
        assertThat(((MoveOutcome.Moved) second).repeated()).isTrue();
        assertThat(registry.book(TASK).history().length()).isEqualTo(4);
    }

    @Test
    void a_key_is_good_for_one_request_only() {
        promoted(3);
        registry.rollBack(TASK, new MoveRequest(null, null, "too slow", "ada", "click-1"));

        MoveOutcome outcome = registry.rollBack(TASK, new MoveRequest(1, null, "too slow", "ada", "click-1"));

        assertImpossible(outcome, "'click-1' was used for another request");
    }

    @Test
    void a_request_that_expects_another_champion_moves_nothing() {
        promoted(3);
        MoveRequest request = new MoveRequest(null, 3, "too slow", "ada", "key-1");
        assertMoved(registry.rollBack(TASK, request), 2);

        MoveOutcome outcome = registry.rollBack(TASK, new MoveRequest(null, 3, "too slow", "ada", "key-2"));

        assertImpossible(outcome, "is version 2, not version 3");
    }

    @Test
    void a_person_overrules_the_gate_and_the_history_says_so() {
        promoted(1);
        registry.decide(Verdicts.refuse("run-x", 1));

        assertMoved(registry.overrule(TASK, 2), 2);

        var move = registry.book(TASK).history().newest().orElseThrow();
        assertThat(move.kind()).isEqualTo(MoveKind.PROMOTED_BY_REQUEST);
        assertThat(move.requestedBy()).isEqualTo("ada");
        ModelPromoted event = broker.distinct(ModelPromoted.class).get(1);
        assertThat(event.summary()).isEqualTo("Promoted on request of ada: customers complain");
        assertThat(registry.shelf().decision(TASK, 2).map(Decision::outcome))
                .isEqualTo(Optional.of(Decision.Outcome.REFUSED));
    }

    @Test
    void a_canary_that_failed_is_rolled_back_once_and_the_history_says_why() {
        promoted(3);
        WithdrawCanary withdrawing = new WithdrawCanary(registry.promotions().rollBack());
        Event<ModelCanaryFailed> failed = canaryFailed(3, 2);

        assertMoved(withdrawing.withdraw(failed), 2);
        withdrawing.withdraw(failed);

        var moves = registry.book(TASK).history();
        assertThat(moves.length()).isEqualTo(4);
        assertThat(moves.newest().orElseThrow().requestedBy()).isEqualTo("predictor");
        assertThat(moves.newest().orElseThrow().explanation())
                .isEqualTo("Version 3 did not pass its canary: It failed on 4 of 60 inputs.");
    }

    @Test
    void a_canary_that_is_live_no_longer_moves_nothing() {
        promoted(4);

        MoveOutcome outcome = new WithdrawCanary(registry.promotions().rollBack()).withdraw(canaryFailed(3, 2));

        assertImpossible(outcome, "is version 4, not version 3");
        assertThat(registry.book(TASK).history().live()).contains(4);
    }

    private static Event<ModelCanaryFailed> canaryFailed(int version, int before) {
        var data = new ModelCanaryFailed(TASK, version, before, "run-3", "It failed on 4 of 60 inputs.", 60, 4);
        return new Event<>(
                "canary-" + version,
                EventType.MODEL_CANARY_FAILED,
                "/graft/predictor",
                Instant.parse("2026-11-24T08:00:00Z"),
                null,
                null,
                null,
                data);
    }

    private void promoted(int versions) {
        for (int version = 1; version <= versions; version++) {
            registry.decide(Verdicts.promote("run-" + version, version == 1 ? null : version - 1));
        }
    }

    private void assertMoved(MoveOutcome outcome, int version) {
        assertThat(outcome)
                .asInstanceOf(InstanceOfAssertFactories.type(MoveOutcome.Moved.class))
                .satisfies(moved -> assertThat(moved.move().version()).isEqualTo(version));
        assertThat(registry.book(TASK).history().live()).contains(version);
    }

    private static void assertImpossible(MoveOutcome outcome, String... words) {
        ObjectAssert<MoveOutcome.Impossible> impossible =
                assertThat(outcome).asInstanceOf(InstanceOfAssertFactories.type(MoveOutcome.Impossible.class));
        impossible.satisfies(why -> assertThat(why.explanation()).contains(words));
    }
}
