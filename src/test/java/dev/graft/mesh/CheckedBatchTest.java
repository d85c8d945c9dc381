package dev.graft.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.contracts.event.DatasetRejected.Reason;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Batches whose labels are looked at by the real backbone before anything learns from them. */
class CheckedBatchTest {
    private static final String TASK = "checked-batches";

    private static Mesh mesh;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        mesh = Mesh.shared();
    }

    @Test
    void shuffled_labels_cost_no_training_and_a_page_says_why() throws Exception {
        mesh.declare(Rows.quickTask(TASK));
        mesh.announce(TASK, Rows.some(100, 51));
        Outcomes.awaitVerdicts(mesh, TASK, 1);

        mesh.announce(TASK, shuffled(Rows.some(100, 52)));
        mesh.tap()
                .awaitTrue(
                        "the refusal",
                        () -> !mesh.tap().events(TASK, DatasetRejected.class).isEmpty(),
                        Outcomes.PATIENCE);

        DatasetRejected refusal =
                mesh.tap().events(TASK, DatasetRejected.class).get(0).data();
        assertThat(refusal.reason()).isEqualTo(Reason.LABELS_SHUFFLED);
        assertThat(mesh.tap().events(TASK, DatasetPrepared.class)).hasSize(1);
        String batch = refusal.batchId();
        HttpResponse<String> page = mesh.get("data-prep", "/tasks/" + TASK + "/batches/" + batch + "/report");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(page.body()).contains("Rejected.", "The labels tell nothing about the rows", "Is the batch like");
    }

    @Test
    void the_dashboard_links_to_the_report_and_shows_what_was_found() throws Exception {
        String task = TASK + "-linked";
        mesh.declare(Rows.quickTask(task));
        mesh.announce(task, Rows.some(100, 53));
        Outcomes.awaitVerdicts(mesh, task, 1);
        BatchAccepted accepted =
                mesh.tap().events(task, BatchAccepted.class).get(0).data();

        HttpResponse<String> summary = mesh.get("dashboard", "/api/batches/" + accepted.batchId());
        HttpResponse<String> link = mesh.get("dashboard", "/api/batches/" + accepted.batchId() + "/report");

        assertThat(accepted.findings()).isNotNull();
        assertThat(summary.body()).contains("\"checkedRows\":100");
        assertThat(link.statusCode()).isEqualTo(303);
        assertThat(link.headers().firstValue("Location"))
                .hasValueSatisfying(location ->
                        assertThat(location).endsWith("/tasks/" + task + "/batches/" + accepted.batchId() + "/report"));
    }

    private static List<BatchLabelled.Row> shuffled(List<BatchLabelled.Row> rows) {
        Random random = new Random(1);
        List<BatchLabelled.Row> shuffled = new ArrayList<>();
        for (BatchLabelled.Row row : rows) {
            shuffled.add(new BatchLabelled.Row(row.text(), Rows.LABELS.get(random.nextInt(2))));
        }
        return shuffled;
    }
}
