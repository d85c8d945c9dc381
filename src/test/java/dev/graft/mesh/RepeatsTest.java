package dev.graft.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.contracts.event.ModelRejected;
import dev.graft.contracts.event.RunAbandoned;
import dev.graft.contracts.event.RunCompleted;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same batch announced again and again, and many batches at once. */
class RepeatsTest {
    /** One trainer takes them one after the other; it trains those to which no newer one of their task has come. */
    private static final Duration THIRTY_RUNS = Outcomes.PATIENCE.multipliedBy(5);

    private static Mesh mesh;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        mesh = Mesh.shared();
    }

    @Test
    void a_batch_announced_five_times_is_one_batch() throws IOException, InterruptedException {
        String task = "repeats-five";
        mesh.declare(Rows.quickTask(task));
        List<BatchLabelled.Row> rows = Rows.some(40, 21);

        for (int i = 0; i < 5; i++) {
            mesh.announce(task, rows);
        }

        Outcomes.awaitVerdicts(mesh, task, 1);
        mesh.tap()
                .awaitTrue(
                        "five answers",
                        () -> mesh.tap().deliveries(task, BatchAccepted.class).size() == 5,
                        Outcomes.PATIENCE);
        Outcomes.assertOneOfEach(mesh, task);
        assertThat(mesh.tap().events(task, BatchAccepted.class)).hasSize(1);
    }

    @Test
    void a_batch_announced_by_two_producers_at_once_is_one_batch() throws IOException, InterruptedException {
        String task = "repeats-at-once";
        mesh.declare(Rows.quickTask(task));
        List<BatchLabelled.Row> rows = Rows.some(40, 22);

        CompletableFuture<?> one = CompletableFuture.runAsync(() -> mesh.announce(task, rows));
        CompletableFuture<?> other = CompletableFuture.runAsync(() -> mesh.announce(task, rows));
        CompletableFuture.allOf(one, other).join();

        Outcomes.awaitVerdicts(mesh, task, 1);
        mesh.tap()
                .awaitTrue(
                        "two answers",
                        () -> mesh.tap().deliveries(task, BatchAccepted.class).size() == 2,
                        Outcomes.PATIENCE);
        Outcomes.assertOneOfEach(mesh, task);
    }

    @Test
    void thirty_batches_for_five_tasks_all_end_once_and_keep_their_order() throws IOException, InterruptedException {
        List<String> tasks = List.of("many-a", "many-b", "many-c", "many-d", "many-e");
        for (String task : tasks) {
            mesh.declare(Rows.quickTask(task));
        }

        for (int batch = 0; batch < 6; batch++) {
            for (String task : tasks) {
                mesh.announce(task, Rows.some(20, 100 + batch));
            }
        }

        for (String task : tasks) {
            Outcomes.awaitEnds(mesh, task, 6, THIRTY_RUNS);
            List<String> snapshots = mesh.tap().events(task, DatasetPrepared.class).stream()
                    .map(event -> event.data().snapshotId())
                    .toList();
            List<String> trained = mesh.tap().events(task, RunCompleted.class).stream()
                    .map(event -> event.data().snapshotId())
                    .toList();
            List<String> superseded = mesh.tap().events(task, RunAbandoned.class).stream()
                    .map(event -> event.data().snapshotId())
                    .toList();
            assertThat(snapshots).hasSize(6).endsWith(trained.get(trained.size() - 1));
            assertThat(Stream.concat(trained.stream(), superseded.stream()))
                    .containsExactlyInAnyOrderElementsOf(snapshots);
            assertThat(mesh.tap().events(task, BatchAccepted.class))
                    .extracting(event -> event.data().sequence())
                    .isSorted()
                    .doesNotHaveDuplicates();
            List<Integer> versions = new ArrayList<>();
            mesh.tap().story(task).stream().map(heard -> heard.event().data()).forEach(data -> {
                if (data instanceof ModelPromoted promoted) {
                    versions.add(promoted.version());
                } else if (data instanceof ModelRejected rejected) {
                    versions.add(rejected.version());
                }
            });
            assertThat(versions.stream().distinct())
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, trained.size()).boxed().toList());
        }
    }
}
