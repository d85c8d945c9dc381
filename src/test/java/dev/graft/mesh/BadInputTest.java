package dev.graft.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.EventType;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.contracts.event.DatasetRejected.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Input that nobody should send: each has a clear outcome, and the mesh goes on. */
class BadInputTest {
    private static Mesh mesh;

    private String task;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        mesh = Mesh.shared();
    }

    @BeforeEach
    void declare(TestInfo test) throws IOException, InterruptedException {
        String name = test.getTestMethod().orElseThrow().getName().replace('_', '-');
        task = "bad-" + name.substring(0, Math.min(50, name.length())).replaceAll("-+$", "");
        mesh.declare(Rows.quickTask(task));
    }

    @AfterEach
    void the_mesh_goes_on() {
        mesh.announce(task, Rows.some(40, 31));
        Outcomes.awaitVerdicts(mesh, task, 1);
    }

    @Test
    void a_poison_record_becomes_a_dead_letter_with_its_reason() {
        byte[] poison = {0, 1, 2, (byte) 0xff};

        mesh.sendRaw(new ProducerRecord<>(EventType.BATCH_LABELLED.topic(), task, poison));

        mesh.tap()
                .awaitTrue("a dead letter", () -> !mesh.tap().deadLetters(task).isEmpty(), Outcomes.PATIENCE);
        var letter = mesh.tap().deadLetters(task).get(0);
        assertThat(letter.value()).isEqualTo(poison);
        assertThat(new String(
                        letter.headers().lastHeader("graft-dead-letter-reason").value(), StandardCharsets.UTF_8))
                .contains("CloudEvent");
    }

    @Test
    void an_unknown_task_is_named() {
        String unknown = task + "-unknown";

        mesh.announce(unknown, Rows.some(10, 1));

        DatasetRejected rejected = rejection(unknown);
        assertThat(rejected.reason()).isEqualTo(Reason.UNKNOWN_TASK);
        assertThat(rejected.explanation()).contains(unknown);
    }

    @Test
    void a_missing_object_is_named() {
        String uri = mesh.store().uri("inbox/not-there.csv");

        mesh.announceSource(task, uri, "0".repeat(64), "csv");

        DatasetRejected rejected = rejection(task);
        assertThat(rejected.reason()).isEqualTo(Reason.OBJECT_MISSING);
        assertThat(rejected.explanation()).contains("not-there.csv");
    }

    @Test
    void a_wrong_checksum_is_refused() {
        mesh.store().put("inbox/tampered.csv", csv(30), "text/csv");

        mesh.announceSource(task, mesh.store().uri("inbox/tampered.csv"), "0".repeat(64), "csv");

        assertThat(rejection(task).reason()).isEqualTo(Reason.CHECKSUM_MISMATCH);
    }

    @Test
    void a_file_that_expands_without_end_is_refused() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write("text,label\n".getBytes(StandardCharsets.UTF_8));
            byte[] line = "a,delivery\n".repeat(100_000).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 1_500; i++) {
                gzip.write(line);
            }
        }
        var object = mesh.store().put("inbox/bomb.csv.gz", bomb.toByteArray(), "application/gzip");

        mesh.send(new dev.graft.contracts.event.BatchLabelled(
                task,
                null,
                new dev.graft.contracts.event.BatchLabelled.Source(object.uri(), object.sha256(), "csv", "gzip", null),
                null));

        assertThat(rejection(task).reason()).isIn(Reason.TOO_LARGE, Reason.UNREADABLE);
    }

    @Test
    void a_row_without_end_is_refused() throws IOException, InterruptedException {
        byte[] endless = ("text,label\n\"" + "x".repeat(64 << 20)).getBytes(StandardCharsets.UTF_8);

        mesh.announceFile(task, "csv", endless);

        assertThat(rejection(task).reason()).isIn(Reason.UNREADABLE, Reason.TOO_LARGE);
        assertThat(mesh.get("data-prep", "/q/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void bad_rest_input_gets_problem_details() throws IOException, InterruptedException {
        var response = mesh.post("data-prep", "/tasks", "{\"name\":\"Not A Name\",\"labels\":[\"one\"]}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("application/problem+json");
        assertThat(response.body()).contains("name");
    }

    private static DatasetRejected rejection(String task) {
        return mesh.tap().await(task, DatasetRejected.class, Outcomes.PATIENCE).data();
    }

    private static byte[] csv(int rows) {
        StringBuilder text = new StringBuilder("text,label\n");
        Rows.some(rows, 5)
                .forEach(row ->
                        text.append(row.text()).append(',').append(row.label()).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Headers of a well-formed announcement, for records whose payload is not. */
    static Map<String, String> headers() {
        return Map.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                "x",
                "ce_source",
                "/tests",
                "ce_type",
                EventType.BATCH_LABELLED.type());
    }
}
