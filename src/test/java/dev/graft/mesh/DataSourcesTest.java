package dev.graft.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.jerolba.carpet.CarpetWriter;
import dev.graft.contracts.Event;
import dev.graft.contracts.document.Evaluation;
import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.task.DataSource;
import dev.graft.contracts.task.Preparation;
import dev.graft.contracts.task.Task;
import dev.graft.platform.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two sources with columns, words and formats of their own feed one task, from the files to the answer. */
class DataSourcesTest {
    private static final String TASK = "two-sources";
    private static final Map<String, DataSource> SOURCES = Map.of(
            "tickets",
            new DataSource(
                            "{Betreff} {Nachricht}",
                            "Thema",
                            Map.of("Lieferung", "delivery", "Zahlung", "payment"),
                            null,
                            null)
                    .under("CC-BY-4.0"),
            "reviews",
            new DataSource("{message}", "topic", Map.of("1", "delivery", "2", "payment"), null, null));
    private static final Preparation CLEANING = new Preparation(
            List.of("unicode-nfc@1", "html@1", "control-characters@1", "whitespace@1"), null, null, null, null);

    private static Mesh mesh;

    /** A row of the second source. */
    public record Review(String message, long topic, double stars) {}

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        mesh = Mesh.shared();
    }

    @Test
    void two_sources_with_different_columns_feed_one_model_that_is_scored_on_each() throws Exception {
        mesh.declare(task());

        announce("tickets", "csv", tickets(Rows.some(80, 41)));
        Outcomes.awaitVerdicts(mesh, TASK, 1);
        announce("reviews", "parquet", reviews(Rows.some(80, 42)));
        Outcomes.awaitVerdicts(mesh, TASK, 2);

        assertThat(mesh.tap().events(TASK, BatchAccepted.class))
                .extracting(event -> event.data().rows().accepted())
                .containsExactly(80L, 80L);
        DatasetPrepared prepared =
                mesh.tap().events(TASK, DatasetPrepared.class).get(1).data();
        SnapshotManifest manifest = document(prepared.snapshot(), SnapshotManifest.class);
        assertThat(manifest.dataSources().keySet()).containsExactly("reviews", "tickets");
        assertThat(manifest.dataSources().values())
                .allSatisfy(rows -> assertThat(rows.total()).isEqualTo(80));
        ModelFolder model =
                mesh.tap().events(TASK, RunCompleted.class).get(1).data().model();
        assertThat(content(model.uri() + ModelFolder.LINEAGE_FILE))
                .contains("\"dataSource\":\"reviews\",\"rows\":80}")
                .contains("\"dataSource\":\"tickets\",\"rows\":80,\"licence\":\"CC-BY-4.0\"}");
        assertThat(content(model.uri() + "README.md"))
                .contains("Data: 80 rows of the data source reviews, licence: none is stated")
                .contains("Data: 80 rows of the data source tickets, licence: CC-BY-4.0");
        ModelEvaluated evaluated =
                mesh.tap().events(TASK, ModelEvaluated.class).get(1).data();
        assertThat(document(evaluated.evaluation(), Evaluation.class).slices())
                .extracting(Evaluation.Slice::name)
                .contains("data-source:reviews", "data-source:tickets");
        assertThat(evaluated.rules())
                .extracting(rule -> rule.rule())
                .contains("no-loss-on-data-source:reviews", "no-loss-on-data-source:tickets");
    }

    @Test
    void a_request_is_cleaned_as_the_rows_were() throws Exception {
        Task task = new Task(
                "cleaned-requests",
                null,
                null,
                Task.TEXT,
                task().labels(),
                Task.DEFAULT_BACKBONE,
                task().strategy(),
                task().gate(),
                task().trigger(),
                task().split(),
                CLEANING,
                null);
        mesh.declare(task);
        mesh.announce(task.name(), Rows.some(80, 43));
        Outcomes.awaitVerdicts(mesh, task.name(), 1);
        mesh.tap().awaitTrue("an answer", () -> answer(task.name(), "hello").statusCode() == 200, Outcomes.PATIENCE);

        String plain = answer(task.name(), "hello & where is my parcel").body();
        String marked = answer(task.name(), "<p>hello &amp; where <b>is</b>\\n my\\u200b parcel</p>")
                .body();

        assertThat(probabilities(marked)).isEqualTo(probabilities(plain));
    }

    private static Task task() {
        Task quick = Rows.quickTask(TASK);
        return new Task(
                TASK,
                null,
                null,
                Task.TEXT,
                quick.labels(),
                quick.backbone(),
                quick.strategy(),
                quick.gate(),
                quick.trigger(),
                quick.split(),
                Preparation.DEFAULT,
                SOURCES);
    }

    private static void announce(String dataSource, String format, byte[] content) {
        ObjectRef object = mesh.store().put("inbox/" + dataSource + "." + format, content, "application/octet-stream");
        BatchLabelled.Source source = new BatchLabelled.Source(object.uri(), object.sha256(), format, null, null);
        Event<BatchLabelled> sent = mesh.send(new BatchLabelled(TASK, null, source, null, dataSource));
        assertThat(sent.id()).isNotBlank();
    }

    private static byte[] tickets(List<BatchLabelled.Row> rows) {
        StringBuilder csv = new StringBuilder("Nr;Thema;Betreff;Nachricht\r\n");
        for (int i = 0; i < rows.size(); i++) {
            String topic = rows.get(i).label().equals("delivery") ? "Lieferung" : "Zahlung";
            csv.append("%d;%s;Für Sie, übrigens:;\"%s\"\r\n"
                    .formatted(i, topic, rows.get(i).text()));
        }
        return csv.toString().getBytes(Charset.forName("windows-1252"));
    }

    private static byte[] reviews(List<BatchLabelled.Row> rows) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (CarpetWriter<Review> writer = new CarpetWriter<>(file, Review.class)) {
            for (BatchLabelled.Row row : rows) {
                writer.write(new Review(row.text(), row.label().equals("delivery") ? 1 : 2, 4.5));
            }
        }
        return file.toByteArray();
    }

    private static <T> T document(ObjectRef reference, Class<T> type) {
        return Json.read(bytes(reference.uri()), type);
    }

    private static String content(String uri) {
        return new String(bytes(uri), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String uri) {
        String key = uri.substring(mesh.store().uri("").length());
        return mesh.store().find(key).orElseThrow().content();
    }

    private static HttpResponse<String> answer(String task, String text) {
        try {
            return mesh.post("predictor", "/predict/" + task, "{\"texts\":[\"" + text + "\"]}");
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static JsonNode probabilities(String answer) {
        return Json.read(answer.getBytes(StandardCharsets.UTF_8), JsonNode.class)
                .path("predictions");
    }
}
