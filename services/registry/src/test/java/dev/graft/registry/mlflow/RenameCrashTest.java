package dev.graft.registry.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.platform.store.ObjectStore;
import dev.graft.registry.fixture.Broker;
import dev.graft.registry.fixture.Faults;
import dev.graft.registry.fixture.MemoryStore;
import dev.graft.registry.fixture.MlflowProcess;
import dev.graft.registry.label.Refused;
import dev.graft.registry.mlflow.EditVersions.Wish;
import dev.graft.registry.search.ModelRecord;
import dev.graft.registry.search.VersionRecord;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RenameCrashTest {
    @Test
    void a_renaming_that_dies_anywhere_is_finished_by_the_same_call() {
        int fatalCall = 1;
        while (diesAndIsFinished(fatalCall)) {
            fatalCall++;
        }

        assertThat(fatalCall).isGreaterThan(20);
    }

    /** @return false when the renaming makes fewer calls */
    private static boolean diesAndIsFinished(int fatalCall) {
        MemoryStore store = new MemoryStore();
        MlflowRegistry healthy = new MlflowProcess(store, new Broker()).mlflow();
        healthy.models().create("before", "what it is", Map.of("a", "1"));
        healthy.versions().register("before", new Wish("s3://elsewhere/1", null, null, null, Map.of()));
        healthy.versions().register("before", new Wish("s3://elsewhere/2", null, null, "second", Map.of("b", "2")));
        healthy.aliases().set("before", "best", "2", "ada");
        ObjectStore faulty = Faults.before(fatalCall).around(ObjectStore.class, store);
        boolean died = dies(new MlflowProcess(faulty, new Broker()).mlflow());

        finish(healthy);

        ModelRecord model = healthy.finding().model("after");
        assertThat(model.versions())
                .as("call %d", fatalCall)
                .extracting(VersionRecord::number)
                .containsExactly(1, 2);
        assertThat(model.versions().get(1).tags()).containsEntry("b", "2");
        assertThat(model.aliases()).containsEntry("best", 2);
        assertThat(model.tags()).containsEntry("a", "1");
        return died;
    }

    private static boolean dies(MlflowRegistry mlflow) {
        try {
            mlflow.renaming().rename("before", "after", "ada");
            return false;
        } catch (Faults.Crash e) {
            return true;
        }
    }

    /** Where nothing was left to do the old name is unknown, which a client takes as done. */
    private static void finish(MlflowRegistry mlflow) {
        try {
            mlflow.renaming().rename("before", "after", "ada");
        } catch (Refused e) {
            assertThat(e.reason()).isEqualTo(Refused.Reason.UNKNOWN);
        }
    }
}
