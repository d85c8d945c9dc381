package dev.graft.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.contracts.document.Evaluation;
import dev.graft.contracts.document.SnapshotFeatures;
import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RunAbandoned;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.event.TaskDeclared;
import dev.graft.contracts.task.DataSource;
import dev.graft.contracts.task.DataSource.UnitConversion;
import dev.graft.contracts.task.Features;
import dev.graft.contracts.task.Features.Column;
import dev.graft.contracts.task.Strategy;
import dev.graft.contracts.task.Task;
import dev.graft.platform.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Files of numbers from two sources, in columns and units of their own, become a model that answers rows. */
class NumbersTest {
    private static final String TASK = "machine-health";
    private static final List<String> LABELS = List.of("sound", "worn");
    private static final List<Column> COLUMNS = List.of(
            new Column("temperature", -40.0, 200.0, true, null),
            new Column("vibration", 0.0, null, null, null),
            new Column("oil", null, null, null, List.of("clear", "dark")));
    private static final DataSource ABROAD = new DataSource(
            null,
            "state",
            Map.of("ok", "sound", "bad", "worn"),
            null,
            Map.of("TempF", new UnitConversion("°F", "°C", null)),
            null,
            Map.of("temperature", "TempF", "vibration", "Vib", "oil", "Oil"),
            null);

    private static Mesh mesh;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        mesh = Mesh.shared();
    }

    @Test
    void two_sources_of_numbers_feed_one_model_from_the_files_to_the_answer() throws Exception {
        mesh.declare(task(
                TASK,
                new Features(COLUMNS, List.of("missing-median@1", "outliers-clip@1", "standardise-per-domain@1")),
                new Strategy(Strategy.KIND_AUTO, null, null, 5, 16, null, null, null, null, 5, 7L, null)));

        announce(TASK, null, home(160, new Random(1)) + "cold,1,clear,sound\n300,1,clear,sound\n20,1,green,sound\n");
        Outcomes.awaitVerdicts(mesh, TASK, 1);
        announce(TASK, "abroad", abroad(160, new Random(2)));
        Outcomes.awaitVerdicts(mesh, TASK, 2);

        assertThat(mesh.tap().events(TASK, BatchAccepted.class))
                .extracting(event -> event.data().rows().quarantined())
                .containsExactly(3L, 0L);
        String first =
                mesh.tap().events(TASK, BatchAccepted.class).get(0).data().batchId();
        assertThat(mesh.get("data-prep", "/tasks/" + TASK + "/batches/" + first + "/report")
                        .body())
                .contains("feature-unknown-word", "<td>vibration</td>", "the numbers themselves");
        DatasetPrepared prepared =
                mesh.tap().events(TASK, DatasetPrepared.class).get(1).data();
        SnapshotFeatures features =
                document(prepared.snapshot(), SnapshotManifest.class).features();
        assertThat(features.names()).containsExactly("temperature", "vibration", "oil=clear", "oil=dark");
        RunCompleted run = mesh.tap().events(TASK, RunCompleted.class).get(1).data();
        assertThat(run.championVersion())
                .as("a head on features that are fitted anew is new")
                .isNull();
        assertThat(run.model().files())
                .filteredOn(file -> file.path().equals("features.json"))
                .extracting(ModelFolder.File::sha256)
                .containsExactly(features.fitted().sha256());
        ModelEvaluated evaluated =
                mesh.tap().events(TASK, ModelEvaluated.class).get(1).data();
        Evaluation evaluation = document(evaluated.evaluation(), Evaluation.class);
        assertThat(evaluation.slices()).extracting(Evaluation.Slice::name).contains("data-source:abroad");
        assertThat(evaluation.slices().get(0).challenger().accuracy()).isGreaterThan(0.9);

        mesh.tap().awaitTrue("an answer", () -> ask(TASK, row(35, "clear")).statusCode() == 200, Outcomes.PATIENCE);
        assertThat(label(ask(TASK, row(35, "clear")))).isEqualTo("sound");
        assertThat(label(ask(TASK, row(95, "dark")))).isEqualTo("worn");
        HttpResponse<String> refused = ask(TASK, row(35, "green"));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("'oil'", "[clear, dark]");
    }

    @Test
    void columns_are_inferred_and_a_champion_goes_on_with_its_own_features() throws Exception {
        String task = "machines-inferred";
        mesh.declare(task(
                task,
                null,
                new Strategy(
                        Strategy.KIND_LINEAR_PROBE,
                        Strategy.WARM_START_CHAMPION,
                        null,
                        4,
                        16,
                        null,
                        null,
                        null,
                        null,
                        4,
                        7L,
                        null)));

        announce(task, null, home(160, new Random(3)));
        Outcomes.awaitVerdicts(mesh, task, 1);
        announce(task, null, home(160, new Random(4)));
        Outcomes.awaitVerdicts(mesh, task, 2);

        assertThat(mesh.tap().events(task, TaskDeclared.class))
                .extracting(event -> event.data().declaration().features().columns())
                .last()
                .isEqualTo(List.of(
                        new Column("oil", null, null, null, List.of("clear", "dark")),
                        Column.named("temperature"),
                        Column.named("vibration")));
        assertThat(mesh.tap().events(task, RunCompleted.class))
                .extracting(event -> event.data().championVersion())
                .containsExactly(null, 1);
    }

    @Test
    void a_champion_of_before_a_column_was_added_is_compared_on_rows_that_have_it() throws Exception {
        String task = "machines-growing";
        Strategy strategy = new Strategy(Strategy.KIND_AUTO, null, null, 4, 16, null, null, null, null, 4, 7L, null);
        mesh.declare(task(task, new Features(COLUMNS.subList(0, 2), null), strategy, Map.of()));
        announce(task, null, home(160, new Random(6)));
        Outcomes.awaitVerdicts(mesh, task, 1);

        mesh.declare(task(task, new Features(COLUMNS, null), strategy));
        announce(task, null, home(160, new Random(7)));
        Outcomes.awaitVerdicts(mesh, task, 2);

        ModelEvaluated evaluated =
                mesh.tap().events(task, ModelEvaluated.class).get(1).data();
        Evaluation.Slice all =
                document(evaluated.evaluation(), Evaluation.class).slices().get(0);
        assertThat(all.champion().accuracy()).isGreaterThan(0.9);
        assertThat(all.challenger().accuracy()).isGreaterThan(0.9);
        DatasetPrepared prepared =
                mesh.tap().events(task, DatasetPrepared.class).get(1).data();
        assertThat(document(prepared.snapshot(), SnapshotManifest.class)
                        .features()
                        .names())
                .containsExactly("temperature", "vibration", "oil=clear", "oil=dark");
    }

    @Test
    void steps_that_cannot_be_fitted_end_the_run_with_the_reason() throws Exception {
        String task = "machines-without-a-step";
        mesh.declare(task(
                task,
                new Features(COLUMNS, List.of("standardise@1")),
                new Strategy(Strategy.KIND_AUTO, null, null, 2, 16, null, null, null, null, 2, 7L, null)));

        announce(task, null, home(160, new Random(5)));

        mesh.tap()
                .awaitTrue(
                        "the run's end",
                        () -> !mesh.tap().events(task, RunAbandoned.class).isEmpty(),
                        Outcomes.PATIENCE);
        RunAbandoned end = mesh.tap().events(task, RunAbandoned.class).get(0).data();
        assertThat(end.reason()).isEqualTo(RunAbandoned.Reason.FAILED);
        assertThat(end.explanation()).contains("'vibration' misses a value", "missing-median@1");
    }

    private static Task task(String name, @Nullable Features features, Strategy strategy) {
        return task(name, features, strategy, Map.of("abroad", ABROAD));
    }

    private static Task task(
            String name, @Nullable Features features, Strategy strategy, Map<String, DataSource> sources) {
        Task quick = Rows.quickTask(name);
        return new Task(
                name,
                null,
                null,
                Task.TABULAR,
                LABELS,
                Task.FITTED_FEATURES,
                strategy,
                quick.gate(),
                quick.trigger(),
                quick.split(),
                quick.preparation(),
                sources,
                null,
                features,
                null);
    }

    private static String home(int rows, Random random) {
        StringBuilder csv = new StringBuilder("temperature,vibration,oil,label\n");
        for (int i = 0; i < rows; i++) {
            boolean worn = i % 2 == 0;
            csv.append(String.format(
                    Locale.ROOT,
                    "%.3f,%s,%s,%s%n",
                    celsius(worn, random),
                    vibration(worn, random),
                    worn ? "dark" : "clear",
                    worn ? "worn" : "sound"));
        }
        return csv.toString();
    }

    private static String abroad(int rows, Random random) {
        StringBuilder csv = new StringBuilder("state;Oil;TempF;Vib\n");
        for (int i = 0; i < rows; i++) {
            boolean worn = i % 2 == 0;
            csv.append(String.format(
                    Locale.ROOT,
                    "%s;%s;%.3f;%s%n",
                    worn ? "bad" : "ok",
                    worn ? "dark" : "clear",
                    celsius(worn, random) * 1.8 + 32,
                    vibration(worn, random)));
        }
        return csv.toString();
    }

    private static double celsius(boolean worn, Random random) {
        return 4 * random.nextGaussian() + (worn ? 90 : 40);
    }

    /** Missing in some rows. */
    private static String vibration(boolean worn, Random random) {
        double value = Math.abs(random.nextGaussian() + (worn ? 9 : 3));
        return random.nextInt(20) == 0 ? "NA" : String.format(Locale.ROOT, "%.3f", value);
    }

    private static void announce(String task, @Nullable String dataSource, String csv) {
        byte[] content = csv.getBytes(StandardCharsets.UTF_8);
        ObjectRef object = mesh.store().put("uploads/" + task + "-" + csv.hashCode() + ".csv", content, "text/csv");
        mesh.send(new BatchLabelled(
                task,
                null,
                new BatchLabelled.Source(object.uri(), object.sha256(), "csv", null, null),
                null,
                dataSource));
    }

    private static String row(double temperature, String oil) {
        return "{\"row\":{\"temperature\":" + temperature + ",\"oil\":\"" + oil + "\"}}";
    }

    private static HttpResponse<String> ask(String task, String body) {
        try {
            return mesh.post("predictor", "/predict/" + task, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String label(HttpResponse<String> answer) throws IOException {
        JsonNode body = Json.mapper().readTree(answer.body());
        return body.at("/predictions/0/label").asText();
    }

    private static <T> T document(ObjectRef reference, Class<T> type) {
        String key = reference.uri().substring(mesh.store().uri("").length());
        return Json.read(mesh.store().find(key).orElseThrow().content(), type);
    }
}
