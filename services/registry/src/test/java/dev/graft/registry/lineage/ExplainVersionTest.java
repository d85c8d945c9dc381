package dev.graft.registry.lineage;

import static dev.graft.registry.fixture.Verdicts.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.event.ModelEvaluated.Decision;
import dev.graft.registry.book.VersionStatus;
import dev.graft.registry.fixture.Broker;
import dev.graft.registry.fixture.MemoryStore;
import dev.graft.registry.fixture.RegistryProcess;
import dev.graft.registry.fixture.RunDocuments;
import dev.graft.registry.fixture.Verdicts;
import dev.graft.registry.lineage.storage.StoredDocuments;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ExplainVersionTest {
    private final MemoryStore store = new MemoryStore();
    private final RegistryProcess registry = new RegistryProcess(store, new Broker());
    private final StoredDocuments documents = new StoredDocuments(store);
    private final ExplainVersion explaining =
            new ExplainVersion(registry.shelf(), documents, new TraceLineage(documents));

    @Test
    void tells_the_whole_way_from_the_batches_to_the_champion() {
        RunDocuments.write(store, "run-a");
        registry.decide(Verdicts.promote("run-a", null));

        Why why = why(1);

        assertThat(why.status()).isEqualTo(VersionStatus.LIVE);
        assertThat(why.lineage().absent()).isEmpty();
        assertThat(why.lineage().batches().total()).isEqualTo(2);
        assertThat(why.lineage()
                        .batches()
                        .newest()
                        .get(0)
                        .counts()
                        .path("quarantined")
                        .asInt())
                .isEqualTo(3);
        assertThat(why.lineage().snapshot().rows().path("train").asInt()).isEqualTo(700);
        assertThat(why.lineage().run().plan().path("strategy").path("kind").asText())
                .isEqualTo("fine-tune");
        assertThat(why.lineage().evaluation().slices())
                .extracting(Lineage.Slice::name)
                .containsExactly("all", "earlier");
        assertThat(why.because())
                .contains("Version 1 of customer-messages is live.")
                .contains("was made live by the gate's verdict")
                .contains("Better than the champion by 0.021 macro F1.")
                .contains("macro F1 0.897")
                .contains("run run-a (fine-tune), which started from the bare backbone and kept epoch 5 of 7")
                .contains("700 rows for training, 100 for validation and 200 for testing, from 2 batches")
                .contains("(510 rows received, 500 accepted, 3 in quarantine, 7 duplicates)")
                .doesNotContain("Not to be found");
    }

    @Test
    void tells_why_a_version_was_refused() {
        registry.decide(Verdicts.promote("run-a", null));
        registry.decide(Verdicts.refuse("run-b", 1));

        Why why = why(2);

        assertThat(why.status()).isEqualTo(VersionStatus.REFUSED);
        assertThat(why.decision()).isNotNull();
        assertThat(why.moves()).isEmpty();
        assertThat(why.because())
                .contains("Version 2 of customer-messages was refused; version 1 is live.")
                .contains("Not passed (gain): macro F1 0.897 against 0.876.")
                .contains("against macro F1 0.876 and accuracy 0.879 of version 1");
    }

    @Test
    void tells_what_is_absent() {
        registry.decide(Verdicts.promote("run-a", null));

        Why why = why(1);

        assertThat(why.lineage().absent())
                .anySatisfy(absent -> assertThat(absent).contains("the run's plan (runs/run-a/plan.json)"))
                .anySatisfy(absent -> assertThat(absent).startsWith("the snapshot's manifest"))
                .hasSize(4);
        assertThat(why.because()).contains("Not to be found any more");
    }

    @Test
    void takes_a_document_that_is_not_json_for_absent() {
        RunDocuments.write(store, "run-a");
        store.put(StoreLayout.runPlan("run-a"), "{half".getBytes(StandardCharsets.UTF_8), "application/json");
        registry.decide(Verdicts.promote("run-a", null));

        assertThat(why(1).lineage().absent()).containsExactly("the run's plan (runs/run-a/plan.json)");
    }

    @Test
    void tells_of_a_rollback_and_of_a_person_who_overruled_the_gate() {
        registry.decide(Verdicts.promote("run-a", null));
        registry.decide(Verdicts.refuse("run-b", 1));
        registry.overrule(TASK, 2);
        registry.rollBack(TASK);

        assertThat(why(2).status()).isEqualTo(VersionStatus.WAS_LIVE);
        assertThat(why(2).because())
                .contains("version 2 was made live in the place of version 1 by ada: customers complain.")
                .contains("version 1 was made live again in the place of version 2 by ada: customers complain.");
        assertThat(why(1).moves()).hasSize(3);
    }

    @Test
    void tells_the_reason_of_the_registry_where_it_is_not_the_gates() {
        registry.decide(Verdicts.promote("run-a", null));
        registry.decide(Verdicts.verdict(TASK, "run-b", null, 5, Decision.PROMOTE));

        assertThat(why(2).because())
                .contains("The registry decided: The champion changed during each of 5 evaluations");
    }

    private Why why(int version) {
        return explaining.explain(registry.book(TASK), version).orElseThrow();
    }
}
