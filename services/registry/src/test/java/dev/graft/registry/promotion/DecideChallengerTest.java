package dev.graft.registry.promotion;

import static dev.graft.registry.fixture.Verdicts.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.ModelAlias;
import dev.graft.contracts.document.ModelVersion;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ModelEvaluated.Decision;
import dev.graft.contracts.event.ModelEvaluationRequested;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.contracts.event.ModelRejected;
import dev.graft.platform.json.Json;
import dev.graft.registry.fixture.Broker;
import dev.graft.registry.fixture.MemoryStore;
import dev.graft.registry.fixture.RegistryProcess;
import dev.graft.registry.fixture.Verdicts;
import dev.graft.registry.history.Move;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DecideChallengerTest {
    private final MemoryStore store = new MemoryStore();
    private final Broker broker = new Broker();
    private final RegistryProcess registry = new RegistryProcess(store, broker);

    @Test
    void promotes_the_first_model() {
        Event<ModelEvaluated> verdict = Verdicts.promote("run-a", null);

        Event<?> event = registry.decide(verdict);

        ModelPromoted promoted = (ModelPromoted) event.data();
        assertThat(promoted.version()).isEqualTo(1);
        assertThat(promoted.previousVersion()).isNull();
        assertThat(promoted.sequence()).isEqualTo(1);
        assertThat(promoted.model()).isEqualTo(verdict.data().run().model());
        assertThat(event.correlationId()).isEqualTo(verdict.correlationId());
        assertThat(event.causationId()).isEqualTo(verdict.id());
        assertThat(alias().version()).isEqualTo(1);
        assertThat(alias().sequence()).isEqualTo(1);
    }

    @Test
    void promotes_a_better_challenger_in_the_place_of_the_champion() {
        registry.decide(Verdicts.promote("run-a", null));

        registry.decide(Verdicts.promote("run-b", 1));

        ModelPromoted promoted = broker.distinct(ModelPromoted.class).get(1);
        assertThat(promoted.version()).isEqualTo(2);
        assertThat(promoted.previousVersion()).isEqualTo(1);
        assertThat(alias().version()).isEqualTo(2);
    }

    @Test
    void refuses_with_the_rules_that_failed_and_keeps_the_champion() {
        registry.decide(Verdicts.promote("run-a", null));

        registry.decide(Verdicts.refuse("run-b", 1));

        ModelRejected rejected = broker.distinct(ModelRejected.class).get(0);
        assertThat(rejected.version()).isEqualTo(2);
        assertThat(rejected.championVersion()).isEqualTo(1);
        assertThat(rejected.failedRules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.rule()).isEqualTo("gain"));
        assertThat(alias().version()).isEqualTo(1);
        assertThat(registry.book(TASK).history().length()).isEqualTo(1);
    }

    @Test
    void asks_for_another_evaluation_when_the_champion_has_moved() {
        registry.decide(Verdicts.promote("run-a", null));
        registry.decide(Verdicts.promote("run-b", 1));

        Event<?> event = registry.decide(Verdicts.promote("run-c", 1));

        ModelEvaluationRequested asked = (ModelEvaluationRequested) event.data();
        assertThat(asked.attempt()).isEqualTo(2);
        assertThat(asked.championVersion()).isEqualTo(2);
        assertThat(asked.run().runId()).isEqualTo("run-c");
        assertThat(registry.book(TASK).versions().count()).isEqualTo(2);
    }

    @Test
    void asks_under_the_same_event_id_when_the_verdict_comes_again() {
        registry.decide(Verdicts.promote("run-a", null));

        registry.decide(Verdicts.promote("run-b", null));
        registry.decide(Verdicts.promote("run-b", null));

        assertThat(broker.distinct(ModelEvaluationRequested.class)).hasSize(1);
    }

    @Test
    void promotes_by_the_later_evaluation() {
        registry.decide(Verdicts.promote("run-a", null));
        registry.decide(Verdicts.promote("run-b", null));

        registry.decide(Verdicts.verdict(TASK, "run-b", 1, 2, Decision.PROMOTE));

        assertThat(broker.distinct(ModelPromoted.class))
                .extracting(ModelPromoted::version)
                .containsExactly(1, 2);
        assertThat(registry.shelf().decision(TASK, 2).orElseThrow().attempt()).isEqualTo(2);
    }

    @Test
    void refuses_a_challenger_whose_champion_moved_during_every_evaluation() {
        registry.decide(Verdicts.promote("run-a", null));

        registry.decide(Verdicts.verdict(TASK, "run-b", null, RegistryProcess.MAX_EVALUATIONS, Decision.PROMOTE));

        ModelRejected rejected = broker.distinct(ModelRejected.class).get(0);
        assertThat(rejected.summary()).contains("each of 5 evaluations");
        assertThat(rejected.failedRules()).hasSize(1);
        assertThat(broker.distinct(ModelEvaluationRequested.class)).isEmpty();
    }

    @Test
    void gives_a_run_one_version_however_often_its_verdict_comes() {
        for (int i = 0; i < 5; i++) {
            registry.decide(Verdicts.promote("run-a", null));
            registry.decide(Verdicts.refuse("run-b", 1));
        }

        assertThat(registry.book(TASK).versions().count()).isEqualTo(2);
        assertThat(registry.book(TASK).history().length()).isEqualTo(1);
        assertThat(broker.announced()).hasSize(10);
        assertThat(broker.distinct(ModelPromoted.class)).hasSize(1);
        assertThat(broker.distinct(ModelRejected.class)).hasSize(1);
    }

    @Test
    void an_old_verdict_that_comes_again_does_not_change_what_is_live() {
        registry.decide(Verdicts.promote("run-a", null));
        registry.decide(Verdicts.promote("run-b", 1));

        registry.decide(Verdicts.promote("run-a", null));

        assertThat(alias().version()).isEqualTo(2);
        assertThat(broker.distinct(ModelPromoted.class)).hasSize(2);
    }

    @Test
    void a_verdict_stays_decided_after_a_rollback() {
        registry.decide(Verdicts.promote("run-a", null));
        registry.decide(Verdicts.promote("run-b", 1));
        registry.rollBack(TASK);

        Event<?> again = registry.decide(Verdicts.promote("run-b", 1));

        assertThat(again.data()).isInstanceOf(ModelPromoted.class);
        assertThat(alias().version()).isEqualTo(1);
        assertThat(registry.book(TASK).history().length()).isEqualTo(3);
    }

    @Test
    void an_undecided_version_that_a_person_made_live_counts_as_promoted() {
        registry.decide(Verdicts.promote("run-a", null));
        registry.shelf()
                .claim(new ModelVersion(
                        TASK, 2, Instant.EPOCH, Verdicts.promote("run-b", null).data()));
        registry.overrule(TASK, 2);

        Event<?> event = registry.decide(Verdicts.verdict(TASK, "run-b", 1, 2, Decision.REFUSE));

        assertThat(event.data()).isInstanceOf(ModelPromoted.class);
        assertThat(broker.distinct(ModelRejected.class)).isEmpty();
    }

    @Test
    void another_process_sees_what_the_first_has_decided() {
        RegistryProcess other = new RegistryProcess(store, broker);
        registry.decide(Verdicts.promote("run-a", null));
        other.decide(Verdicts.promote("run-b", 1));

        registry.decide(Verdicts.promote("run-b", 1));
        registry.decide(Verdicts.promote("run-c", 2));

        assertThat(registry.book(TASK).history().moves())
                .extracting(Move::version)
                .containsExactly(1, 2, 3);
        assertThat(registry.book(TASK).versions().count()).isEqualTo(3);
    }

    private ModelAlias alias() {
        return store.find(StoreLayout.modelAlias(TASK, ModelAlias.CHAMPION))
                .map(object -> Json.read(object.content(), ModelAlias.class))
                .orElseThrow();
    }
}
