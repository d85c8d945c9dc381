package dev.graft.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.contracts.event.ModelRejected;
import dev.graft.contracts.event.RunAbandoned;
import dev.graft.contracts.event.RunCompleted;
import java.time.Duration;
import java.util.List;

/** What every batch must end in, whatever happened on the way. */
final class Outcomes {
    static final Duration PATIENCE = Duration.ofSeconds(120);

    private Outcomes() {}

    /** Waits until {@code versions} distinct verdicts have come for the task; a run takes seconds. */
    static void awaitVerdicts(Mesh mesh, String task, int versions) {
        awaitVerdicts(mesh, task, versions, PATIENCE);
    }

    static void awaitVerdicts(Mesh mesh, String task, int versions, Duration patience) {
        MeshTap tap = mesh.tap();
        tap.awaitTrue(
                versions + " verdicts for " + task,
                () -> tap.events(task, ModelPromoted.class).size()
                                + tap.events(task, ModelRejected.class).size()
                        >= versions,
                patience);
    }

    /** Waits until so many batches of the task, each in a snapshot of its own, have come to an end of whatever kind. */
    static void awaitEnds(Mesh mesh, String task, int batches, Duration patience) {
        MeshTap tap = mesh.tap();
        tap.awaitTrue(batches + " ends for " + task, () -> ends(tap, task) >= batches, patience);
    }

    private static int ends(MeshTap tap, String task) {
        return tap.events(task, ModelPromoted.class).size()
                + tap.events(task, ModelRejected.class).size()
                + tap.events(task, RunAbandoned.class).size();
    }

    /** One snapshot, one run, one evaluation, one version with one verdict, and what the store holds agrees. */
    static void assertOneOfEach(Mesh mesh, String task) {
        MeshTap tap = mesh.tap();
        List<Event<DatasetPrepared>> snapshots = tap.events(task, DatasetPrepared.class);
        List<Event<RunCompleted>> runs = tap.events(task, RunCompleted.class);
        List<Event<ModelEvaluated>> evaluations = tap.events(task, ModelEvaluated.class);
        List<Event<ModelPromoted>> promoted = tap.events(task, ModelPromoted.class);
        List<Event<ModelRejected>> rejected = tap.events(task, ModelRejected.class);

        assertThat(snapshots).hasSize(1);
        assertThat(runs).hasSize(1);
        assertThat(evaluations).hasSize(1);
        assertThat(promoted.size() + rejected.size()).isEqualTo(1);
        assertThat(mesh.store().list(StoreLayout.modelVersions(task)).stream()
                        .filter(key -> key.endsWith("/version.json")))
                .hasSize(1);
        assertThat(mesh.store().list(StoreLayout.modelHistory(task))).hasSameSizeAs(promoted);
        assertThat(mesh.store().find(StoreLayout.modelAlias(task, "champion")).isPresent())
                .isEqualTo(!promoted.isEmpty());
    }
}
