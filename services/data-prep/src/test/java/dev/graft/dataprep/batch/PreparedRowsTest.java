package dev.graft.dataprep.batch;

import static dev.graft.dataprep.testing.Batches.TASK;
import static dev.graft.dataprep.testing.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.RowContent;
import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.contracts.event.DatasetRejected.Reason;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RowCounts;
import dev.graft.contracts.task.DataSource;
import dev.graft.contracts.task.DataSource.UnitConversion;
import dev.graft.contracts.task.Preparation;
import dev.graft.dataprep.testing.Batches;
import dev.graft.dataprep.testing.DataPrepProcess;
import dev.graft.dataprep.testing.MemoryStore;
import dev.graft.platform.dataset.Shards;
import dev.graft.platform.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedRowsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-10T00:00:00Z"), ZoneOffset.UTC);
    private static final Map<String, DataSource> SOURCES = Map.of(
            "tickets",
            new DataSource(
                    "{Betreff}: {Text}", "Thema", Map.of("Lieferung", "delivery", "Erstattung", "refund"), null, null),
            "parcels",
            new DataSource(
                    "{message} ({weight} kg)",
                    "topic",
                    Map.of("1", "delivery", "2", "refund"),
                    Map.of("pkg", "parcel"),
                    Map.of("weight", new UnitConversion("lb", "kg", 1))));

    @TempDir
    private Path folder;

    private final MemoryStore store = new MemoryStore();
    private final List<Event<?>> published = new ArrayList<>();
    private final DataPrepProcess process = new DataPrepProcess(store, CLOCK, published);

    @Test
    void a_file_with_twelve_kinds_of_damage_gives_its_good_rows_and_names_the_damage_of_each_other() {
        process.declare(
                Batches.task(new Preparation(List.of("unicode-nfc@1", "whitespace@1"), 3, 100, 0.9, null), Map.of()));

        process.take("e1", Batches.stored(store, "jsonl", null, damaged()));

        BatchAccepted accepted = accepted().get(0);
        assertThat(accepted.rows()).isEqualTo(new RowCounts(15, 3, 12, 0));
        assertThat(quarantine(accepted.batchId()))
                .extracting(QuarantinedRow::line, QuarantinedRow::rule)
                .containsExactly(
                        tuple(2L, "row-not-json"),
                        tuple(3L, "row-not-utf-8"),
                        tuple(4L, "row-too-long"),
                        tuple(5L, "field-not-text"),
                        tuple(6L, "text-missing"),
                        tuple(7L, "text-blank"),
                        tuple(8L, "text-too-short"),
                        tuple(9L, "text-too-long"),
                        tuple(10L, "text-control-character"),
                        tuple(11L, "label-missing"),
                        tuple(12L, "label-unknown"),
                        tuple(14L, "conflicting-label"));
    }

    /** Good rows on the lines 1, 13 and 15, and a damage of its own kind on every other. */
    private static byte[] damaged() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        line(file, "{\"text\":\"Where is my parcel?\",\"label\":\"delivery\"}");
        line(file, "{\"text\":\"cut off");
        file.writeBytes(
                "{\"text\":\"caf\u00E9 \u00FCber\",\"label\":\"refund\"}\n".getBytes(StandardCharsets.ISO_8859_1));
        line(file, "{\"text\":\"" + "long ".repeat(1_000) + "\",\"label\":\"refund\"}");
        line(file, "{\"text\":42,\"label\":\"refund\"}");
        line(file, "{\"label\":\"refund\"}");
        line(file, "{\"text\":\"\u200B \u00A0\",\"label\":\"refund\"}");
        line(file, "{\"text\":\"ok\",\"label\":\"refund\"}");
        line(file, "{\"text\":\"" + "long ".repeat(21) + "\",\"label\":\"refund\"}");
        line(file, "{\"text\":\"bell \\u0007 rings\",\"label\":\"refund\"}");
        line(file, "{\"text\":\"Money back\",\"label\":\" \"}");
        line(file, "{\"text\":\"Hello there\",\"label\":\"greeting\"}");
        line(file, "{\"text\":\"Ich m\u00F6chte mein Geld zur\u00FCck, \u00E4rgerlich\",\"label\":\"refund\"}");
        line(file, "{\"text\":\"where is MY parcel?\",\"label\":\"refund\"}");
        line(file, "{\"text\":\"Money back, please\",\"label\":\"refund\"}");
        return file.toByteArray();
    }

    private static void line(ByteArrayOutputStream file, String line) {
        file.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void quarantined_rows_are_announced_again_once_they_are_mended() {
        process.declare(Batches.task(new Preparation(null, 3, null, 0.9, null), Map.of()));
        String whole = "a long text that a person wants to see whole ".repeat(4).strip();
        process.take(
                "e1",
                Batches.inline(List.of(row("Good row", "refund"), row(whole, "refnd"), row("Another", "delivry"))));
        String batchId = accepted().get(0).batchId();

        String mended = quarantine(batchId).stream()
                .map(row -> new String(Json.bytes(row), StandardCharsets.UTF_8))
                .map(line -> line.replace("refnd", "refund").replace("\"delivry\"", "\"delivery\""))
                .collect(Collectors.joining("\n"));
        process.take("e2", Batches.stored(store, "jsonl", mended));

        assertThat(accepted().get(1).rows()).isEqualTo(new RowCounts(2, 2, 0, 0));
        assertThat(prepared().get(1).rows().total()).isEqualTo(3);
    }

    @Test
    void cleaning_makes_rows_alike_and_its_effect_is_counted() {
        process.declare(
                Batches.task(new Preparation(List.of("html@1", "whitespace@1"), null, null, null, null), Map.of()));

        process.take(
                "e1",
                Batches.inline(List.of(
                        row("<p>Where is <b>my</b> parcel?</p>", "delivery"),
                        row("Where is\t my parcel?", "delivery"),
                        row("Money back", "refund"))));

        assertThat(accepted().get(0).rows()).isEqualTo(new RowCounts(3, 2, 0, 1));
        JsonNode report = report(accepted().get(0).batchId());
        assertThat(report.at("/cleaned/html@1").asInt()).isEqualTo(1);
        assertThat(report.at("/cleaned/whitespace@1").asInt()).isEqualTo(2);
        assertThat(report.at("/textChars/maximum").asInt()).isEqualTo("Where is my parcel?".length());
    }

    @Test
    void each_text_has_its_language_where_the_task_asks_for_it() throws Exception {
        process.declare(Batches.task(
                new Preparation(List.of("whitespace@1", "language-tag@1"), null, null, null, null), Map.of()));

        process.take(
                "e1",
                Batches.inline(List.of(
                        row("Where is my parcel?", "delivery"),
                        row("Hm?", "delivery"),
                        row("Money back please", "refund"))));

        JsonNode report = report(accepted().get(0).batchId());
        assertThat(report.at("/cleaned/language-tag@1").asInt()).isEqualTo(2);
        assertThat(report.at("/languages")).isEqualTo(Json.tree(Map.of("eng", 2, "und", 1)));
        assertThat(Shards.read(shard(accepted().get(0).batchId())))
                .extracting(DatasetRow::content)
                .containsExactlyInAnyOrder(
                        new RowContent.Text("Where is my parcel?", "eng"),
                        new RowContent.Text("Hm?", "und"),
                        new RowContent.Text("Money back please", "eng"));
    }

    private Path shard(String batchId) throws IOException {
        String key = store.list("batches/support/" + batchId).stream()
                .filter(each -> each.contains("/rows-"))
                .findFirst()
                .orElseThrow();
        return Files.write(
                folder.resolve("rows.parquet"), store.open(store.uri(key)).readAllBytes());
    }

    @Test
    void two_sources_with_different_columns_words_and_units_feed_one_task() {
        process.declare(Batches.task(Preparation.DEFAULT, SOURCES));

        process.take(
                "e1",
                file(
                        "csv",
                        "tickets",
                        "Thema;Nr;Betreff;Text\nLieferung;1;P\u00E4ckchen fehlt;Wo bleibt es? Ich warte schon \u00FCber zwei Wochen\n"
                                + "Erstattung;2;Geld zur\u00FCck;Bitte pr\u00FCfen Sie die R\u00FCckgabe\n",
                        Charset.forName("windows-1252")));
        process.take(
                "e2",
                file(
                        "jsonl",
                        "parcels",
                        "{\"message\":\"My pkg is late\",\"weight\":10,\"topic\":1}\n"
                                + "{\"message\":\"Too heavy\",\"weight\":\"ten\",\"topic\":2}\n",
                        StandardCharsets.UTF_8));
        process.take("e3", Batches.inline(List.of(row("in the task's own words", "refund"))));

        assertThat(accepted())
                .extracting(BatchAccepted::rows)
                .containsExactly(new RowCounts(2, 2, 0, 0), new RowCounts(2, 1, 1, 0), new RowCounts(1, 1, 0, 0));
        assertThat(quarantine(accepted().get(1).batchId()))
                .extracting(QuarantinedRow::rule)
                .containsExactly("not-a-number");
        SnapshotManifest manifest = manifest(prepared().get(2));
        assertThat(manifest.rows().total()).isEqualTo(4);
        assertThat(manifest.dataSources().get("tickets").total()).isEqualTo(2);
        assertThat(manifest.dataSources().get("parcels").total()).isEqualTo(1);
        JsonNode report = report(accepted().get(0).batchId());
        assertThat(report.at("/dataSource").asText()).isEqualTo("tickets");
        assertThat(report.at("/source/delimiter").asText()).isEqualTo(";");
        assertThat(report.at("/source/charsetBy").asText()).isEqualTo("statistics");
        assertThat(report.at("/source/unusedColumns").toString()).isEqualTo("[\"Nr\"]");
    }

    @Test
    void a_data_source_that_the_task_does_not_have_is_refused_with_those_that_it_has() {
        process.declare(Batches.task(Preparation.DEFAULT, SOURCES));

        process.take("e1", file("csv", "ticket", "a;b\n", StandardCharsets.UTF_8));

        assertThat(rejected()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(Reason.UNKNOWN_DATA_SOURCE);
            assertThat(rejection.explanation()).contains("'ticket'").contains("[parcels, tickets]");
        });
    }

    @Test
    void a_text_that_is_all_but_the_same_follows_the_first_into_its_split() {
        process.declare(Batches.task(Preparation.DEFAULT, Map.of()));
        String text = "I ordered a blue jacket three weeks ago and it still has not arrived at my house, number ";
        List<BatchLabelled.Row> firsts = new ArrayList<>();
        List<BatchLabelled.Row> seconds = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String words =
                    UUID.nameUUIDFromBytes(new byte[] {(byte) i}).toString().replace('-', ' ');
            firsts.add(row(words + " " + text + i, "delivery"));
            seconds.add(row(words + " " + text + i + "!!", i == 0 ? "refund" : "delivery"));
        }

        process.take("e1", Batches.inline(firsts));
        DataPrepProcess restarted = new DataPrepProcess(store, CLOCK, published);
        restarted.take("e2", Batches.inline(seconds));

        JsonNode first = report(restarted, accepted().get(0).batchId());
        JsonNode second = report(restarted, accepted().get(1).batchId());
        assertThat(second.at("/nearDuplicates/rows").asInt()).isEqualTo(40);
        assertThat(second.at("/nearDuplicates/ofAnotherLabel").asInt()).isEqualTo(1);
        assertThat(second.at("/nearDuplicates/moved").asInt()).isPositive();
        assertThat(second.path("splits")).isEqualTo(first.path("splits"));
    }

    @Test
    void rows_of_a_group_go_into_one_split_in_whatever_batch_they_come() {
        process.declare(Batches.task(Preparation.DEFAULT, Map.of()));

        process.take("e1", grouped(0, 100));
        process.take("e2", grouped(100, 200));

        Map<String, Long> splits = new TreeMap<>();
        for (int batch = 0; batch < 2; batch++) {
            report(accepted().get(batch).batchId())
                    .path("splits")
                    .fields()
                    .forEachRemaining(split ->
                            splits.merge(split.getKey(), split.getValue().asLong(), Long::sum));
        }
        assertThat(splits.values())
                .allMatch(rows -> rows % 20 == 0)
                .filteredOn(rows -> rows > 0)
                .hasSizeGreaterThan(1);
    }

    /** Rows of ten customers in turn, of which no two say nearly the same. */
    private BatchLabelled grouped(int from, int end) {
        StringBuilder csv = new StringBuilder("text,label,customer\n");
        for (int i = from; i < end; i++) {
            String words =
                    UUID.nameUUIDFromBytes(new byte[] {(byte) i}).toString().replace('-', ' ');
            csv.append(words).append(",delivery,Customer ").append(i % 10).append('\n');
        }
        ObjectRef object = store.put("grouped.csv", csv.toString().getBytes(StandardCharsets.UTF_8), "text/csv");
        return new BatchLabelled(
                TASK,
                null,
                new BatchLabelled.Source(object.uri(), object.sha256(), "csv", null, Map.of("group", "customer")),
                null);
    }

    @Test
    void near_duplicates_stay_apart_where_the_task_asks_for_the_same_text_only() {
        process.declare(Batches.task(new Preparation(null, null, null, null, 1.0), Map.of()));

        process.take(
                "e1",
                Batches.inline(List.of(
                        row("where is the parcel that I ordered on Monday", "delivery"),
                        row("where is the parcel that I ordered on Monday?", "delivery"))));

        assertThat(report(accepted().get(0).batchId())
                        .at("/nearDuplicates/rows")
                        .asInt())
                .isZero();
    }

    @Test
    void a_task_says_how_bad_its_batches_may_be() {
        process.declare(Batches.task(new Preparation(null, null, null, 0.1, null), Map.of()));
        List<BatchLabelled.Row> rows = new ArrayList<>(Batches.inline("good", 8).rows());
        rows.addAll(List.of(row("bad", "x"), row("worse", "y")));

        process.take("e1", Batches.inline(rows));

        assertThat(rejected()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(Reason.TOO_MANY_BAD_ROWS);
            assertThat(rejection.explanation()).contains("2 of 10").contains("10 %");
        });
    }

    @Test
    void the_same_file_read_otherwise_is_another_batch() {
        BatchLabelled plain = Batches.announced("s3://memory/a", "0".repeat(64), "csv", null);
        BatchLabelled.Source source = plain.source();
        BatchLabelled latin = new BatchLabelled(
                TASK,
                null,
                new BatchLabelled.Source(
                        source.uri(), source.sha256(), "csv", null, source.columns(), "windows-1252", null, null),
                null);

        assertThat(BatchIds.of(latin)).isNotEqualTo(BatchIds.of(plain));
        assertThat(BatchIds.of(new BatchLabelled(TASK, null, source, null, "tickets")))
                .isNotEqualTo(BatchIds.of(plain));
    }

    private BatchLabelled file(String format, String dataSource, String content, Charset charset) {
        ObjectRef object = store.put("uploads/" + dataSource, content.getBytes(charset), "text/plain");
        BatchLabelled.Source source = new BatchLabelled.Source(object.uri(), object.sha256(), format, null, null);
        return new BatchLabelled(TASK, null, source, null, dataSource);
    }

    private SnapshotManifest manifest(DatasetPrepared prepared) {
        return Json.read(
                store.find(StoreLayout.snapshotManifest(TASK, prepared.snapshotId()))
                        .orElseThrow()
                        .content(),
                SnapshotManifest.class);
    }

    private JsonNode report(String batchId) {
        return report(process, batchId);
    }

    private static JsonNode report(DataPrepProcess process, String batchId) {
        return process.views.find(TASK, batchId).orElseThrow().report();
    }

    private List<QuarantinedRow> quarantine(String batchId) {
        return process.views.quarantine(TASK, batchId, 0, 100).orElseThrow().items();
    }

    private List<BatchAccepted> accepted() {
        return DataPrepProcess.once(published, BatchAccepted.class);
    }

    private List<DatasetPrepared> prepared() {
        return DataPrepProcess.once(published, DatasetPrepared.class);
    }

    private List<DatasetRejected> rejected() {
        return DataPrepProcess.once(published, DatasetRejected.class);
    }
}
