package dev.graft.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.Event;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.RunAbandoned;
import dev.graft.contracts.event.RunAbandoned.SupersededBy;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.event.RunStarted;
import dev.graft.mesh.StoreGate.Moment;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Batches that are announced while a run of their task is held in the trainer. */
class SupersessionTest {
    private static final int PATIENCE_SECONDS = 90;

    private static Mesh mesh;

    private final CountDownLatch planned = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private volatile String firstRun = "";

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        mesh = Mesh.shared();
    }

    @Test
    void of_three_batches_the_first_and_the_last_are_trained() throws IOException, InterruptedException {
        String task = "superseded-middle";
        holdTheFirstOfThree(task, 71);

        goOn.countDown();

        Outcomes.awaitEnds(mesh, task, 3, Outcomes.PATIENCE);
        assertFirstAndLastTrained(task);
        String batch = snapshots(task).get(1).correlationId();
        String last = mesh.tap().events(task, RunCompleted.class).get(1).data().runId();
        mesh.tap()
                .awaitTrue(
                        "link from the superseded batch to the run that took its place",
                        () -> shown(batch).contains("\"state\":\"superseded\"")
                                && shown(batch).contains("\"runId\":\"" + last + "\""),
                        Outcomes.PATIENCE);
    }

    @Test
    void killed_before_it_told_of_a_superseded_run_the_trainer_tells_after_its_restart()
            throws IOException, InterruptedException {
        String task = "superseded-crash";
        holdTheFirstOfThree(task, 81);
        CountDownLatch died = new CountDownLatch(1);
        mesh.gate("trainer")
                .trap(
                        path -> path.matches(".*/runs/[^/]+/manifest.json") && !path.startsWith(firstRun),
                        Moment.AFTER_WRITE,
                        () -> killTheTrainer(died));

        goOn.countDown();

        assertThat(died.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("the crash happened")
                .isTrue();
        mesh.service("trainer").restart();
        Outcomes.awaitEnds(mesh, task, 3, Outcomes.PATIENCE);
        assertFirstAndLastTrained(task);
    }

    /** The first of three runs has its plan and goes no further until told; the other two snapshots are prepared. */
    private void holdTheFirstOfThree(String task, long seed) throws IOException, InterruptedException {
        mesh.declare(Rows.quickTask(task));
        mesh.gate("trainer").trap(this::isPlan, Moment.AFTER_WRITE, this::hold);
        mesh.announce(task, Rows.some(40, seed));
        assertThat(planned.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("the first run has a plan")
                .isTrue();
        mesh.announce(task, Rows.some(20, seed + 1));
        mesh.announce(task, Rows.some(20, seed + 2));
        mesh.tap().awaitTrue("three snapshots", () -> snapshots(task).size() == 3, Outcomes.PATIENCE);
    }

    private boolean isPlan(String path) {
        boolean isPlan = path.endsWith("/plan.json");
        if (isPlan) {
            firstRun = path.substring(0, path.length() - "plan.json".length());
        }
        return isPlan;
    }

    private void hold() {
        planned.countDown();
        try {
            assertThat(goOn.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void killTheTrainer(CountDownLatch died) {
        try {
            mesh.service("trainer").kill9();
            died.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void assertFirstAndLastTrained(String task) {
        List<Event<DatasetPrepared>> snapshots = snapshots(task);
        String first = snapshots.get(0).data().snapshotId();
        String middle = snapshots.get(1).data().snapshotId();
        String last = snapshots.get(2).data().snapshotId();
        assertThat(mesh.tap().events(task, RunStarted.class))
                .extracting(event -> event.data().snapshotId())
                .containsOnly(first, last);
        assertThat(mesh.tap().events(task, RunCompleted.class))
                .extracting(event -> event.data().snapshotId())
                .containsExactly(first, last);
        assertThat(mesh.tap().events(task, RunAbandoned.class)).singleElement().satisfies(event -> {
            assertThat(event.data().snapshotId()).isEqualTo(middle);
            assertThat(event.data().reason()).isEqualTo(RunAbandoned.Reason.SUPERSEDED);
            assertThat(event.data().supersededBy())
                    .isEqualTo(new SupersededBy(last, snapshots.get(2).id()));
        });
    }

    private static List<Event<DatasetPrepared>> snapshots(String task) {
        return mesh.tap().events(task, DatasetPrepared.class);
    }

    private static String shown(String batch) {
        try {
            return mesh.get("dashboard", "/api/batches/" + batch).body();
        } catch (IOException e) {
            throw new AssertionError("the dashboard does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
