package dev.graft.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.BatchPartPrepared;
import dev.graft.contracts.event.BatchPartRequested;
import dev.graft.contracts.event.RowCounts;
import dev.graft.contracts.task.Preparation;
import dev.graft.contracts.task.Task;
import dev.graft.contracts.task.Trigger;
import dev.graft.launcher.mesh.MeshService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A file that is prepared in parts by two processes, also when one of them dies in the midst of it. */
class LargeBatchTest {
    private static final int ROWS = 40_000;
    private static final String GROUP = "graft.data-prep.batch-part-requested";

    private static Mesh mesh;
    private static MeshService second;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        mesh = Mesh.shared();
        second = mesh.another("data-prep", "data-prep-2").start();
        mesh.awaitMembers(GROUP, 2);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (second.isAlive()) {
            second.stop();
        }
    }

    @Test
    void two_processes_prepare_it_and_it_is_taken_in_once_even_if_one_is_killed() throws Exception {
        mesh.declare(task("large-shared"));

        mesh.announceFile("large-shared", "csv", csv(1));
        BatchAccepted shared = accepted("large-shared");

        assertThat(shared.rows()).isEqualTo(new RowCounts(ROWS + 2, ROWS, 1, 1));
        assertThat(handled(second)).isPositive();
        assertThat(handled(mesh.service("data-prep"))).isPositive();

        mesh.declare(task("large-killed"));
        AtomicBoolean once = new AtomicBoolean();
        mesh.tap().onEvent(event -> {
            if (event.data() instanceof BatchPartPrepared part
                    && part.task().equals("large-killed")
                    && once.compareAndSet(false, true)) {
                kill(second);
            }
        });

        mesh.announceFile("large-killed", "csv", csv(2));
        BatchAccepted survived = accepted("large-killed");

        assertThat(once).isTrue();
        assertThat(second.isAlive()).isFalse();
        assertThat(survived.rows()).isEqualTo(new RowCounts(ROWS + 2, ROWS, 1, 1));
    }

    /** The one answer, after which nothing of the parts is left in the store. */
    private static BatchAccepted accepted(String task) {
        Event<BatchAccepted> accepted = mesh.tap().await(task, BatchAccepted.class, Outcomes.PATIENCE);
        String id = accepted.data().batchId();
        List<Event<BatchPartRequested>> parts = mesh.tap().events(task, BatchPartRequested.class);

        assertThat(parts)
                .hasSizeGreaterThan(6)
                .allSatisfy(part -> assertThat(part.correlationId()).isEqualTo(id));
        assertThat(mesh.tap().events(task, BatchPartPrepared.class)).hasSameSizeAs(parts);
        mesh.tap()
                .awaitTrue(
                        "nothing left of the parts of " + task,
                        () -> mesh.store().list(StoreLayout.batchPrefix(task, id)).stream()
                                .noneMatch(key -> key.contains("/parts-")),
                        Outcomes.PATIENCE);
        assertThat(mesh.store().list(StoreLayout.journal(task))).hasSize(1);
        assertThat(mesh.tap().events(task, BatchAccepted.class)).hasSize(1);
        return accepted.data();
    }

    private static double handled(MeshService service) throws IOException, InterruptedException {
        HttpResponse<String> metrics = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(service.url() + "/q/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return metrics.body()
                .lines()
                .filter(line -> line.startsWith("graft_events_handled_seconds_count")
                        && line.contains("type=\"batch.part-requested\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static void kill(MeshService service) {
        try {
            service.kill9();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Its batches wait for a run that never comes, and are not checked: what counts here is how they are taken in. */
    private static Task task(String name) {
        Task quick = Rows.quickTask(name);
        return new Task(
                name,
                null,
                null,
                Task.TEXT,
                Rows.LABELS,
                quick.backbone(),
                quick.strategy(),
                quick.gate(),
                new Trigger(10 * ROWS, null, null),
                quick.split(),
                new Preparation(null, null, null, null, 0.8, 0, null),
                Map.of());
    }

    /** Rows of words drawn at random, of which none is near to another; the first comes twice, and one has no label. */
    private static byte[] csv(long seed) {
        Random random = new Random(seed);
        StringBuilder content = new StringBuilder("text,label\n");
        String first = null;
        for (int i = 0; i < ROWS; i++) {
            StringBuilder row = new StringBuilder();
            for (int word = 0; word < 8; word++) {
                row.append(word == 0 ? "" : " ").append(Long.toString(random.nextInt(1 << 30), 36));
            }
            row.append(',').append(Rows.LABELS.get(i % 2)).append('\n');
            first = first == null ? row.toString() : first;
            content.append(row);
        }
        return content.append(first)
                .append("a row without a label,\n")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }
}
