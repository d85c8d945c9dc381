package dev.graft.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.Event;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.event.RunEpochCompleted;
import dev.graft.contracts.event.RunStarted;
import dev.graft.mesh.StoreGate.Moment;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each service killed with {@code -9} at each of its steps: just before an output is written, just after it was written
 * and before its event, just after the event and before the acknowledgement, and in the middle of training. Restarted,
 * the batch ends in exactly one verdict, and no step was done twice.
 */
class CrashMatrixTest {
    private static Mesh mesh;

    /** A place in the flow at which a service dies. */
    private record Crash(
            String name,
            String service,
            BiPredicate<String, Event<?>> atEvent,
            BiPredicate<String, String> atWrite,
            Moment moment) {
        static Crash before(String service, String what, BiPredicate<String, String> path) {
            return new Crash(service + " before " + what, service, null, path, Moment.BEFORE_WRITE);
        }

        static Crash after(String service, String what, BiPredicate<String, String> path) {
            return new Crash(service + " between " + what + " and event", service, null, path, Moment.AFTER_WRITE);
        }

        static Crash afterEvent(String service, Class<?> payload) {
            return new Crash(
                    service + " after " + payload.getSimpleName(),
                    service,
                    (task, event) -> payload.isInstance(event.data())
                            && event.data().task().equals(task),
                    null,
                    null);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        mesh = Mesh.shared();
    }

    static Stream<Crash> crashes() {
        List<Crash> small = List.of(
                Crash.after("data-prep", "the batch's manifest", CrashMatrixTest::batchManifest),
                Crash.before("trainer", "the run's manifest", CrashMatrixTest::runManifest),
                Crash.afterEvent("evaluator", ModelEvaluated.class),
                Crash.after("registry", "the history", (task, path) -> path.contains("/models/" + task + "/history/")));
        if (!"full".equals(System.getProperty("graft.crash-matrix"))) {
            return small.stream();
        }
        return Stream.of(
                Crash.before(
                        "data-prep",
                        "the rows",
                        (task, path) -> path.contains("/batches/" + task + "/") && path.contains("/rows-")),
                Crash.before("data-prep", "the journal", CrashMatrixTest::journal),
                Crash.after("data-prep", "the journal", CrashMatrixTest::journal),
                Crash.before("data-prep", "the batch's manifest", CrashMatrixTest::batchManifest),
                Crash.after("data-prep", "the batch's manifest", CrashMatrixTest::batchManifest),
                Crash.afterEvent("data-prep", BatchAccepted.class),
                Crash.before("data-prep", "the snapshot's manifest", CrashMatrixTest::snapshotManifest),
                Crash.after("data-prep", "the snapshot's manifest", CrashMatrixTest::snapshotManifest),
                Crash.afterEvent("data-prep", DatasetPrepared.class),
                Crash.after("trainer", "the lease", (task, path) -> path.endsWith("/lease.json")),
                Crash.after("trainer", "the plan", (task, path) -> path.endsWith("/plan.json")),
                Crash.afterEvent("trainer", RunStarted.class),
                Crash.before("trainer", "the model", (task, path) -> path.contains("/model/")),
                Crash.before("trainer", "the run's manifest", CrashMatrixTest::runManifest),
                Crash.after("trainer", "the run's manifest", CrashMatrixTest::runManifest),
                Crash.afterEvent("trainer", RunCompleted.class),
                Crash.before("evaluator", "its document", (task, path) -> path.contains("/evaluations/")),
                Crash.before("evaluator", "its manifest", CrashMatrixTest::evaluationManifest),
                Crash.after("evaluator", "its manifest", CrashMatrixTest::evaluationManifest),
                Crash.afterEvent("evaluator", ModelEvaluated.class),
                Crash.before(
                        "registry",
                        "the version",
                        (task, path) ->
                                path.contains("/models/" + task + "/versions/") && path.endsWith("/version.json")),
                Crash.after(
                        "registry",
                        "the version",
                        (task, path) ->
                                path.contains("/models/" + task + "/versions/") && path.endsWith("/version.json")),
                Crash.before("registry", "the history", (task, path) -> path.contains("/models/" + task + "/history/")),
                Crash.after("registry", "the history", (task, path) -> path.contains("/models/" + task + "/history/")),
                Crash.before("registry", "the alias", (task, path) -> path.contains("/models/" + task + "/aliases/")),
                Crash.after("registry", "the alias", (task, path) -> path.contains("/models/" + task + "/aliases/")),
                Crash.after("registry", "the decision", (task, path) -> path.endsWith("/decision.json")),
                Crash.afterEvent("registry", ModelPromoted.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("crashes")
    void a_batch_ends_in_one_verdict_whoever_dies_where(Crash crash) throws IOException, InterruptedException {
        String task = "crash-" + crash.name().replaceAll("[^a-z]+", "-");
        task = task.substring(0, Math.min(task.length(), 60)).replaceAll("-+$", "");
        mesh.declare(Rows.quickTask(task));
        CountDownLatch died = killAt(crash, task);

        mesh.announce(task, Rows.some(40, 11));

        assertThat(died.await(90, TimeUnit.SECONDS)).as("the crash happened").isTrue();
        mesh.service(crash.service()).restart();
        Outcomes.awaitVerdicts(mesh, task, 1);
        Outcomes.assertOneOfEach(mesh, task);
    }

    @Test
    void training_goes_on_from_its_checkpoint() throws IOException, InterruptedException {
        String task = "crash-mid-training";
        int epochs = 6;
        mesh.declare(Rows.slowTask(task, epochs));
        CountDownLatch died = killOnEvent(
                "trainer",
                event -> event.data() instanceof RunEpochCompleted epoch
                        && epoch.task().equals(task)
                        && epoch.epoch() == 2);

        mesh.announce(task, Rows.some(120, 12));

        assertThat(died.await(90, TimeUnit.SECONDS)).as("the crash happened").isTrue();
        mesh.service("trainer").restart();
        Outcomes.awaitVerdicts(mesh, task, 1);
        Outcomes.assertOneOfEach(mesh, task);
        List<Event<RunStarted>> attempts = mesh.tap().events(task, RunStarted.class);
        assertThat(attempts).hasSize(2);
        assertThat(attempts.get(1).data().resumedAfterEpoch()).isPositive();
        assertThat(mesh.tap().events(task, RunEpochCompleted.class))
                .extracting(event -> event.data().epoch())
                .doesNotHaveDuplicates()
                .startsWith(1, 2, 3);
    }

    private static CountDownLatch killAt(Crash crash, String task) {
        if (crash.atEvent() != null) {
            return killOnEvent(crash.service(), event -> crash.atEvent().test(task, event));
        }
        CountDownLatch died = new CountDownLatch(1);
        mesh.gate(crash.service())
                .trap(path -> crash.atWrite().test(task, path), crash.moment(), () -> kill(crash.service(), died));
        return died;
    }

    private static CountDownLatch killOnEvent(String service, Predicate<Event<?>> wanted) {
        CountDownLatch died = new CountDownLatch(1);
        AtomicBoolean armed = new AtomicBoolean(true);
        mesh.tap().onEvent(event -> {
            if (wanted.test(event) && armed.compareAndSet(true, false)) {
                kill(service, died);
            }
        });
        return died;
    }

    private static void kill(String service, CountDownLatch died) {
        try {
            mesh.service(service).kill9();
            died.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean batchManifest(String task, String path) {
        return path.contains("/batches/" + task + "/") && path.endsWith("/manifest.json");
    }

    private static boolean snapshotManifest(String task, String path) {
        return path.contains("/datasets/" + task + "/snapshots/") && path.endsWith("/manifest.json");
    }

    private static boolean journal(String task, String path) {
        return path.contains("/datasets/" + task + "/journal/");
    }

    private static boolean runManifest(String task, String path) {
        return path.matches(".*/runs/[^/]+/manifest.json");
    }

    private static boolean evaluationManifest(String task, String path) {
        return path.matches(".*/evaluations/[^/]+/1.json");
    }
}
