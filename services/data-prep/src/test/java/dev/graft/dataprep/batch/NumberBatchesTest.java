package dev.graft.dataprep.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.contracts.Event;
import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.SnapshotFeatures;
import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.contracts.event.DatasetRejected.Reason;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RowCounts;
import dev.graft.contracts.event.TaskDeclared;
import dev.graft.contracts.task.DataSource;
import dev.graft.contracts.task.DataSource.UnitConversion;
import dev.graft.contracts.task.Features;
import dev.graft.contracts.task.Features.Column;
import dev.graft.contracts.task.Gate;
import dev.graft.contracts.task.GoldenSet;
import dev.graft.contracts.task.Preparation;
import dev.graft.contracts.task.Split;
import dev.graft.contracts.task.Strategy;
import dev.graft.contracts.task.Task;
import dev.graft.contracts.task.Trigger;
import dev.graft.dataprep.task.Declaration;
import dev.graft.dataprep.testing.DataPrepProcess;
import dev.graft.dataprep.testing.MemoryStore;
import dev.graft.learning.tabular.FittedFeatures;
import dev.graft.platform.dataset.Shards;
import dev.graft.platform.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers become rows of a data set, and steps are fitted on them. */
class NumberBatchesTest {
    private static final String TASK = "weather";
    private static final Column TEMPERATURE = new Column("temperature", -50.0, 60.0, true, null);
    private static final Column WIND = new Column("wind", 0.0, null, null, null);
    private static final Column SKY = new Column("sky", null, null, null, List.of("clear", "cloudy"));
    private static final Features DECLARED = new Features(List.of(TEMPERATURE, WIND, SKY), null);

    private final MemoryStore store = new MemoryStore();
    private final List<Event<?>> published = new ArrayList<>();
    private final DataPrepProcess process = new DataPrepProcess(store, Clock.systemUTC(), published);

    @TempDir
    Path folder;

    @Test
    void each_value_is_held_to_its_column() {
        process.declare(task(DECLARED, Map.of(), Trigger.AT_ONCE));

        process.take("e1", csv("""
                temperature,wind,sky,label
                12.5,3,clear,dry
                12.5,3.0,clear,dry
                ,3,clear,dry
                warm,3,clear,dry
                99,3,clear,dry
                11,-1,clear,dry
                11,1,purple,dry
                11,NA,?,wet
                11,1,clear,snow
                11,1,clear,
                12.5,3,clear,wet
                """));

        BatchAccepted accepted = last(BatchAccepted.class);
        assertThat(accepted.rows()).isEqualTo(new RowCounts(11, 2, 8, 1));
        assertThat(process.views
                        .quarantine(TASK, accepted.batchId(), 0, 20)
                        .orElseThrow()
                        .items())
                .extracting(QuarantinedRow::line, QuarantinedRow::rule)
                .containsExactly(
                        tuple(4L, "feature-missing"),
                        tuple(5L, "feature-not-a-number"),
                        tuple(6L, "feature-out-of-range"),
                        tuple(7L, "feature-out-of-range"),
                        tuple(8L, "feature-unknown-word"),
                        tuple(10L, "label-unknown"),
                        tuple(11L, "label-missing"),
                        tuple(12L, "conflicting-label"));
        assertThat(process.views
                        .quarantine(TASK, accepted.batchId(), 4, 1)
                        .orElseThrow()
                        .items()
                        .get(0)
                        .features())
                .isEqualTo(Map.of("temperature", "11", "wind", "1", "sky", "purple"));
        assertThat(report(accepted).path("columns").toString())
                .contains("{\"name\":\"wind\",\"missing\":1,\"minimum\":3.0,\"mean\":3.0,\"maximum\":3.0}");
    }

    @Test
    void mended_rows_of_the_quarantine_are_announced_as_they_are() throws IOException {
        process.declare(task(DECLARED, Map.of(), Trigger.AT_ONCE));
        process.take("e1", csv("temperature,wind,sky,label\n12,3,clear,dry\n13,3,purple,wet\n"));
        QuarantinedRow row = process.views
                .quarantine(TASK, last(BatchAccepted.class).batchId(), 0, 20)
                .orElseThrow()
                .items()
                .get(0);
        String line = Json.mapper().writeValueAsString(row).replace("purple", "cloudy");

        process.take("e2", file("jsonl", line + "\n", null));

        assertThat(last(BatchAccepted.class).rows()).isEqualTo(new RowCounts(1, 1, 0, 0));
        assertThat(rows().get(1).numbers().values()).containsExactly(13, 3, 1);
    }

    @Test
    void a_source_has_columns_and_units_of_its_own() throws IOException {
        DataSource airport = new DataSource(
                null,
                "verdict",
                Map.of("0", "dry", "1", "wet"),
                null,
                Map.of("TempF", new UnitConversion("°F", "°C", null), "Wind", new UnitConversion("km/h", "m/s", null)),
                "station",
                Map.of("temperature", "TempF", "wind", "Wind", "sky", "Clouds"),
                "CC0-1.0");
        process.declare(task(DECLARED, Map.of("airport", airport), Trigger.AT_ONCE));
        String csv = "station;TempF;Wind;Clouds;verdict\nA;50;36;clear;0\nA;212;0;clear;1\nA;32;NA;cloudy;1\n";

        process.take("e1", file("csv", csv, "airport"));

        assertThat(last(BatchAccepted.class).rows()).isEqualTo(new RowCounts(3, 2, 1, 0));
        assertThat(rows().get(0).numbers().values()).containsExactly(10, 10, 0);
        assertThat(rows().get(1).numbers().values()).containsExactly(0, Double.NaN, 1);
        assertThat(rows()).allSatisfy(row -> assertThat(row.numbers().domain()).isEqualTo("airport"));
        assertThat(rows())
                .extracting(DatasetRow::split)
                .as("of one group")
                .containsOnly(rows().get(0).split());
        assertThat(process.views
                        .quarantine(TASK, last(BatchAccepted.class).batchId(), 0, 20)
                        .orElseThrow()
                        .items()
                        .get(0)
                        .features())
                .containsEntry("temperature", "100.0");
    }

    @Test
    void rows_may_come_in_the_event_itself() throws IOException {
        process.declare(task(DECLARED, Map.of(), Trigger.AT_ONCE));
        List<BatchLabelled.Row> rows = List.of(
                BatchLabelled.Row.ofFeatures(Map.of("temperature", 20, "sky", "cloudy"), "dry"),
                BatchLabelled.Row.ofFeatures(Map.of("wind", 2.5), "wet"),
                new BatchLabelled.Row("it rains", "wet"));

        process.take("e1", new BatchLabelled(TASK, null, null, rows));

        assertThat(last(BatchAccepted.class).rows()).isEqualTo(new RowCounts(3, 1, 2, 0));
        assertThat(rows().get(0).numbers().values()).containsExactly(20, Double.NaN, 1);
    }

    @Test
    void columns_are_inferred_from_the_first_batch_and_pinned() {
        process.declare(task(null, Map.of(), Trigger.AT_ONCE));
        StringBuilder csv = new StringBuilder("wind,note,sky,temperature,label\n");
        for (int i = 0; i < 60; i++) {
            csv.append(i)
                    .append(",note ")
                    .append(i)
                    .append(i % 2 == 0 ? ",clear," : ",cloudy,")
                    .append(i % 7 == 0 ? "NA" : "1.5")
                    .append(i < 30 ? ",wet\n" : ",dry\n");
        }

        process.take("e1", csv(csv.toString()));
        process.take("e2", csv("wind,sky,temperature,label\n100,clear,fine,dry\n101,stormy,2,dry\n102,clear,2,dry\n"));

        assertThat(all(DatasetRejected.class)).isEmpty();
        TaskDeclared declared = last(TaskDeclared.class);
        assertThat(declared.declaration().requireVersion()).isEqualTo(2);
        assertThat(declared.declaration().features())
                .isEqualTo(new Features(
                        List.of(
                                new Column("sky", null, null, null, List.of("clear", "cloudy")),
                                Column.named("temperature"),
                                Column.named("wind")),
                        Features.DEFAULT_STEPS));
        assertThat(all(BatchAccepted.class))
                .extracting(BatchAccepted::taskVersion)
                .containsExactly(2, 2);
        assertThat(last(BatchAccepted.class).rows()).isEqualTo(new RowCounts(3, 1, 2, 0));
    }

    @Test
    void a_batch_without_numbers_names_the_remedy() {
        process.declare(task(null, Map.of(), Trigger.AT_ONCE));

        process.take("e1", csv("note,label\nsome words,dry\nother words,wet\n"));

        DatasetRejected rejected = last(DatasetRejected.class);
        assertThat(rejected.reason()).isEqualTo(Reason.UNREADABLE);
        assertThat(rejected.explanation()).contains("features.columns");
    }

    @Test
    void steps_are_fitted_on_training_rows_alone_and_the_snapshot_names_them() throws IOException {
        process.declare(task(DECLARED, Map.of(), Trigger.AT_ONCE));

        process.take("e1", csv(weather(200, new Random(1))));

        SnapshotFeatures features = manifest().features();
        List<DatasetRow> train =
                rows().stream().filter(row -> row.split().equals(Split.TRAIN)).toList();
        assertThat(features.trainRows()).isEqualTo(train.size()).isLessThan(200);
        assertThat(features.names()).containsExactly("temperature", "wind", "sky=clear", "sky=cloudy");
        assertThat(features.steps())
                .extracting(SnapshotFeatures.Step::step)
                .containsExactlyElementsOf(Features.DEFAULT_STEPS);
        FittedFeatures fitted = FittedFeatures.of(content(store, features.fitted()));
        assertThat(fitted.sha256()).isEqualTo(features.fitted().sha256());
        double mean = train.stream()
                .mapToDouble(row -> fitted.apply(row.numbers().values(), null)[0])
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(0, within(1e-6));
    }

    @Test
    void another_process_fits_the_same_features() throws IOException {
        process.declare(task(DECLARED, Map.of(), Trigger.AT_ONCE));
        process.take("e1", csv(weather(80, new Random(1))));
        MemoryStore other = new MemoryStore();
        DataPrepProcess again = new DataPrepProcess(other, Clock.systemUTC(), new ArrayList<>());
        again.declare(task(DECLARED, Map.of(), new Trigger(1_000, null, null, null)));
        String file = weather(80, new Random(1));
        ObjectRef object = other.put("uploads/batch", file.getBytes(StandardCharsets.UTF_8), "text/csv");
        again.take("e1", announced(object, "csv", null));

        List<Event<?>> later = new ArrayList<>();
        DataPrepProcess restarted = new DataPrepProcess(other, Clock.systemUTC(), later);
        restarted.prepareSnapshotNow.prepare(TASK);

        ObjectRef second =
                DataPrepProcess.once(later, DatasetPrepared.class).get(0).snapshot();
        SnapshotManifest fittedLater = Json.read(content(other, second), SnapshotManifest.class);
        assertThat(fittedLater.features().fitted().sha256())
                .isEqualTo(manifest().features().fitted().sha256());
    }

    @Test
    void steps_that_cannot_be_fitted_are_said_in_the_snapshot() throws IOException {
        Features select = new Features(List.of(TEMPERATURE), List.of("select-variance@1"));
        process.declare(task(select, Map.of(), Trigger.AT_ONCE));

        process.take("e1", csv("temperature,label\n1,dry\n"));

        SnapshotFeatures features = manifest().features();
        assertThat(features.fitted()).isNull();
        assertThat(features.fault()).contains("cannot be fitted", "2 rows or more");
    }

    @Test
    void columns_may_be_added_behind_the_known_ones() throws IOException {
        process.declare(task(new Features(List.of(TEMPERATURE), null), Map.of(), Trigger.AT_ONCE));
        process.take("e1", csv("temperature,label\n1,dry\n2,wet\n3,dry\n4,wet\n5,wet\n"));

        process.declare(task(DECLARED, Map.of(), Trigger.AT_ONCE));
        process.take("e2", csv("temperature,wind,sky,label\n1,,,dry\n6,2,clear,wet\n"));

        assertThat(last(BatchAccepted.class).rows()).as("the first is known").isEqualTo(new RowCounts(2, 1, 0, 1));
        assertThat(manifest().features().names()).contains("wind");
        assertThat(fault(task(new Features(List.of(WIND, TEMPERATURE, SKY), null), Map.of(), Trigger.AT_ONCE)))
                .contains("rows are taken in with 'temperature' as column 1");
        Column fewer = new Column("sky", null, null, null, List.of("cloudy", "clear"));
        assertThat(fault(task(new Features(List.of(TEMPERATURE, WIND, fewer), null), Map.of(), Trigger.AT_ONCE)))
                .contains("'sky' as column 3");
    }

    @Test
    void shuffled_labels_and_drift_are_found_in_numbers() {
        process.declare(task(DECLARED, Map.of(), Trigger.AT_ONCE));
        process.take("e1", csv(weather(300, new Random(1))));

        process.take("e2", csv(shuffled(300, new Random(2))));
        assertThat(last(DatasetRejected.class).reason()).isEqualTo(Reason.LABELS_SHUFFLED);

        process.take("e3", csv(weather(300, new Random(3))));
        assertThat(last(BatchAccepted.class).findings().drifted()).isFalse();
        assertThat(report(last(BatchAccepted.class))
                        .at("/checks/labels/verdict")
                        .asText())
                .isEqualTo("sound");

        process.take("e4", csv(weather(300, new Random(4)).replace(",clear,", ",cloudy,")));
        assertThat(last(BatchAccepted.class).findings().drifted()).isTrue();
        assertThat(report(last(BatchAccepted.class))
                        .at("/checks/drift/sentence")
                        .asText())
                .contains("'sky'");
    }

    @Test
    void a_row_of_the_golden_set_is_never_taken_in() {
        ObjectRef golden = store.put(
                "golden.csv",
                "temperature,wind,sky,label\n5,5,clear,dry\n".getBytes(StandardCharsets.UTF_8),
                "text/csv");
        process.declare(task(
                DECLARED, Map.of(), Trigger.AT_ONCE, new GoldenSet(golden.uri(), golden.sha256(), "csv", null, null)));

        process.take("e1", csv("temperature,wind,sky,label\n5.0,5,clear,dry\n6,5,clear,wet\n"));

        assertThat(process.views
                        .quarantine(TASK, last(BatchAccepted.class).batchId(), 0, 20)
                        .orElseThrow()
                        .items())
                .extracting(QuarantinedRow::rule)
                .containsExactly("golden-overlap");
    }

    @Test
    void a_golden_set_is_looked_at_once_the_columns_are_known() {
        ObjectRef golden = store.put(
                "golden.csv", "temperature,label\n5,dry\nwarm,dry\n".getBytes(StandardCharsets.UTF_8), "text/csv");
        GoldenSet set = new GoldenSet(golden.uri(), golden.sha256(), "csv", null, null);
        process.declare(task(null, Map.of(), Trigger.AT_ONCE, set));

        process.take("e1", csv("temperature,label\n5,dry\n6,wet\n"));

        DatasetRejected rejected = last(DatasetRejected.class);
        assertThat(rejected.explanation()).contains("goldenSet: line 3", "'temperature' holds 'warm'");
        assertThat(all(BatchAccepted.class)).isEmpty();
    }

    @Test
    void a_declaration_that_makes_no_sense_says_what_to_mend() {
        assertThat(fault(task(new Features(List.of(WIND, WIND), null), Map.of(), Trigger.AT_ONCE)))
                .startsWith("features.columns: two columns are named 'wind'");
        assertThat(fault(task(new Features(List.of(WIND), List.of("pca@9")), Map.of(), Trigger.AT_ONCE)))
                .startsWith("features.steps: there is no feature step 'pca@9'");
        DataSource unknown = new DataSource(null, null, null, null, null, null, Map.of("rain", "R"), null);
        assertThat(fault(task(DECLARED, Map.of("s", unknown), Trigger.AT_ONCE)))
                .startsWith("dataSources.s.columns: the task has no columns [rain]");
        DataSource text = new DataSource("{a}", null, null, null, null, null, null, null);
        assertThat(fault(task(DECLARED, Map.of("s", text), Trigger.AT_ONCE)))
                .startsWith("dataSources.s.text: rows of numbers have no text");
        DataSource idle = new DataSource(
                null, null, null, null, Map.of("X", new UnitConversion("km", "m", null)), null, null, null);
        assertThat(fault(task(DECLARED, Map.of("s", idle), Trigger.AT_ONCE)))
                .startsWith("dataSources.s.units: [X] are no columns of the source");
    }

    private static String weather(int rows, Random random) {
        StringBuilder csv = new StringBuilder("temperature,wind,sky,label\n");
        for (int i = 0; i < rows; i++) {
            boolean wet = random.nextBoolean();
            csv.append(String.format(
                    Locale.ROOT,
                    "%.3f,%.3f,%s,%s%n",
                    random.nextGaussian() * 3 + (wet ? 5 : 15),
                    Math.abs(random.nextGaussian() + (wet ? 6 : 2)),
                    random.nextInt(10) < (wet ? 2 : 8) ? "clear" : "cloudy",
                    wet ? "wet" : "dry"));
        }
        return csv.toString();
    }

    private static String shuffled(int rows, Random random) {
        return weather(rows, random)
                .lines()
                .map(line -> line.replaceAll("(wet|dry)$", random.nextBoolean() ? "wet" : "dry"))
                .reduce("", (all, line) -> all + line + "\n");
    }

    private static byte[] content(MemoryStore store, ObjectRef object) {
        try (InputStream in = store.open(object.uri())) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BatchLabelled csv(String content) {
        return file("csv", content, null);
    }

    private BatchLabelled file(String format, String content, @Nullable String dataSource) {
        ObjectRef object = store.put("uploads/batch", content.getBytes(StandardCharsets.UTF_8), "text/plain");
        return announced(object, format, dataSource);
    }

    private static BatchLabelled announced(ObjectRef object, String format, @Nullable String dataSource) {
        return new BatchLabelled(
                TASK,
                null,
                new BatchLabelled.Source(object.uri(), object.sha256(), format, null, null),
                null,
                dataSource);
    }

    private static Task task(@Nullable Features features, Map<String, DataSource> sources, Trigger trigger) {
        return task(features, sources, trigger, null);
    }

    private static Task task(
            @Nullable Features features, Map<String, DataSource> sources, Trigger trigger, @Nullable GoldenSet golden) {
        return new Task(
                TASK,
                null,
                null,
                Task.TABULAR,
                List.of("dry", "wet"),
                Task.FITTED_FEATURES,
                Strategy.AUTO,
                Gate.DEFAULT,
                trigger,
                Split.DEFAULT,
                new Preparation(null, null, null, 1.0, null),
                sources,
                golden,
                features,
                null);
    }

    private String fault(Task task) {
        return ((Declaration.Invalid) process.declareTask.declare(task, null)).explanation();
    }

    private JsonNode report(BatchAccepted accepted) {
        return process.views.find(TASK, accepted.batchId()).orElseThrow().report();
    }

    private SnapshotManifest manifest() {
        ObjectRef reference = last(DatasetPrepared.class).snapshot();
        return Json.read(content(store, reference), SnapshotManifest.class);
    }

    /** Of the newest snapshot. */
    private List<DatasetRow> rows() throws IOException {
        List<DatasetRow> rows = new ArrayList<>();
        for (SnapshotManifest.Shard shard : manifest().shards()) {
            Path file = folder.resolve("shard.parquet");
            Files.write(file, content(store, shard.object()));
            rows.addAll(Shards.read(file));
        }
        return rows;
    }

    private <T> List<T> all(Class<T> type) {
        return DataPrepProcess.once(published, type);
    }

    private <T> T last(Class<T> type) {
        List<T> events = all(type);
        return events.get(events.size() - 1);
    }
}
