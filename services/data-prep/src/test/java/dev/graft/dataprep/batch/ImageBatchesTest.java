package dev.graft.dataprep.batch;

import static dev.graft.dataprep.testing.Batches.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.graft.contracts.Event;
import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RowCounts;
import dev.graft.contracts.task.DataSource;
import dev.graft.contracts.task.Gate;
import dev.graft.contracts.task.GoldenSet;
import dev.graft.contracts.task.Preparation;
import dev.graft.contracts.task.Split;
import dev.graft.contracts.task.Strategy;
import dev.graft.contracts.task.Task;
import dev.graft.contracts.task.Trigger;
import dev.graft.dataprep.image.Pictures;
import dev.graft.dataprep.task.Declaration;
import dev.graft.dataprep.testing.Batches;
import dev.graft.dataprep.testing.DataPrepProcess;
import dev.graft.dataprep.testing.ImageArchive;
import dev.graft.dataprep.testing.MemoryStore;
import dev.graft.platform.dataset.Shards;
import dev.graft.platform.json.Hashes;
import dev.graft.platform.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures become rows of a data set. */
class ImageBatchesTest {
    private static final String NETWORK = "own-bert"; // The one name that the fixture's store has a backbone under.
    private static final int SIDE = 64;

    private final MemoryStore store = new MemoryStore();
    private final List<Event<?>> published = new ArrayList<>();
    private DataPrepProcess process = new DataPrepProcess(store, Clock.systemUTC(), published);

    @TempDir
    Path folder;

    @Test
    void an_archive_becomes_rows_with_the_files_as_they_came() throws IOException {
        process.declare(task(Map.of()));
        byte[] ant = png(1);
        Map<String, byte[]> files = new LinkedHashMap<>(Map.of("photos/ants/1.png", ant));
        files.put("photos/bees/2.png", png(2));
        files.put("photos/bees/2-again.png", png(2));
        files.put("photos/bees/half.png", Pictures.cutOff(png(3)));
        files.put("photos/wasps/4.png", png(4));
        files.put("photos/bees/readme.txt", "no picture".getBytes(StandardCharsets.UTF_8));

        process.take("e1", zipped(files, null));

        BatchAccepted accepted = last(BatchAccepted.class);
        assertThat(accepted.rows()).isEqualTo(new RowCounts(6, 2, 3, 1));
        assertThat(process.views
                        .quarantine(TASK, accepted.batchId(), 0, 10)
                        .orElseThrow()
                        .items())
                .extracting(QuarantinedRow::rule, QuarantinedRow::image)
                .containsExactlyInAnyOrder(
                        tuple("image-cut-off", "photos/bees/half.png"),
                        tuple("label-unknown", "photos/wasps/4.png"),
                        tuple("image-format", "photos/bees/readme.txt"));
        assertThat(rows()).extracting(DatasetRow::label).containsExactlyInAnyOrder("ants", "bees");
        DatasetRow row = rows().stream()
                .filter(each -> each.label().equals("ants"))
                .findFirst()
                .orElseThrow();
        assertThat(row.image().file().get()).isEqualTo(ant);
        assertThat(row.image().name()).isEqualTo("photos/ants/1.png");
        assertThat(row.rowId()).isEqualTo(Hashes.sha256(ant).substring(0, 32));
        QualityReport report = report(accepted);
        assertThat(report.source().format()).isEqualTo("zip");
        assertThat(report.checks().skipped()).contains("2 new rows");
    }

    @Test
    void pictures_are_known_again_across_batches_and_restarts() throws IOException {
        process.declare(task(Map.of()));
        Map<String, byte[]> first = new LinkedHashMap<>();
        for (int i = 0; i < 12; i++) {
            first.put((i % 2 == 0 ? "ants/" : "bees/") + i + ".png", png(i));
        }
        process.take("e1", zipped(first, null));
        Map<String, String> splits =
                rows().stream().collect(Collectors.toMap(row -> row.image().name(), DatasetRow::split));

        process = new DataPrepProcess(store, Clock.systemUTC(), published);
        Map<String, byte[]> second = new LinkedHashMap<>();
        second.put("ants/0.png", png(0));
        second.put("bees/2.png", png(2));
        for (int i = 0; i < 12; i++) {
            second.put((i % 2 == 0 ? "ants/" : "bees/") + i + ".jpg", Pictures.jpeg(Pictures.drawn(SIDE, SIDE, i)));
        }
        process.take("e2", zipped(second, null));

        BatchAccepted accepted = last(BatchAccepted.class);
        assertThat(accepted.rows()).isEqualTo(new RowCounts(14, 12, 1, 1));
        QualityReport report = report(accepted);
        assertThat(report.brokenRules()).containsExactly(Map.entry("conflicting-label", 1L));
        assertThat(report.nearDuplicates().rows()).isEqualTo(12);
        assertThat(report.nearDuplicates().ofAnotherLabel()).isZero();
        rows().stream()
                .filter(row -> row.image().name().endsWith(".jpg"))
                .forEach(copy -> assertThat(copy.split())
                        .as(copy.image().name())
                        .isEqualTo(splits.get(copy.image().name().replace(".jpg", ".png"))));
    }

    @Test
    void a_data_source_says_what_its_labels_mean() throws IOException {
        process.declare(task(Map.of("museum", source(Map.of("Formicidae", "ants")))));

        process.take("e1", zipped(Map.of("Formicidae/1.png", png(1)), "museum"));

        assertThat(rows())
                .extracting(DatasetRow::label, DatasetRow::dataSource)
                .containsExactly(tuple("ants", "museum"));
    }

    @Test
    void rows_name_pictures_in_the_store() throws IOException {
        process.declare(task(Map.of()));
        ObjectRef photo = store.put("photos/1.png", png(1), "image/png");
        String csv = "image,sha256,label\n%s,%s,ants\n%s,%s,ants\n"
                .formatted(photo.uri(), photo.sha256(), store.uri("photos/none.png"), photo.sha256());

        process.take("e1", Batches.stored(store, "csv", csv));

        BatchAccepted accepted = last(BatchAccepted.class);
        assertThat(accepted.rows()).isEqualTo(new RowCounts(2, 1, 1, 0));
        assertThat(report(accepted).brokenRules()).containsOnlyKeys("image-missing");
        assertThat(rows()).extracting(row -> row.image().name()).containsExactly(photo.uri());
    }

    @Test
    void all_pictures_of_a_group_go_into_one_split_in_whatever_batch_they_come() throws IOException {
        process.declare(task(Map.of()));
        StringBuilder manifest = new StringBuilder("file,label,group\n");
        Map<String, byte[]> first = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            first.put(i + ".png", png(i));
            manifest.append("%d.png,%s,plant %d\n".formatted(i, i % 2 == 0 ? "ants" : "bees", i % 8));
        }
        first.put("manifest.csv", manifest.toString().getBytes(StandardCharsets.UTF_8));
        process.take("e1", zipped(first, null));
        StringBuilder rows = new StringBuilder("image,sha256,label,group\n");
        for (int i = 40; i < 56; i++) {
            ObjectRef photo = store.put("photos/" + i + ".png", png(i), "image/png");
            rows.append("%s,%s,ants,PLANT  %d\n".formatted(photo.uri(), photo.sha256(), i % 8));
        }
        process.take("e2", Batches.stored(store, "csv", rows.toString()));

        assertThat(last(BatchAccepted.class).rows()).isEqualTo(new RowCounts(16, 16, 0, 0));
        Map<Integer, Set<String>> splits = rows().stream()
                .collect(Collectors.groupingBy(
                        row -> Integer.parseInt(row.image().name().replaceAll(".*/|\\D+$", "")) % 8,
                        Collectors.mapping(DatasetRow::split, Collectors.toSet())));
        assertThat(splits)
                .hasSize(8)
                .allSatisfy((group, held) -> assertThat(held).hasSize(1));
        assertThat(splits.values().stream().flatMap(Set::stream).distinct()).hasSizeGreaterThan(1);
    }

    @Test
    void a_line_without_a_group_stands_alone_and_the_quarantine_shows_groups() throws IOException {
        process.declare(task(Map.of()));
        Map<String, byte[]> files = new LinkedHashMap<>(Map.of("1.png", png(1), "2.png", png(2)));
        files.put(
                "manifest.jsonl",
                ("{\"file\":\"1.png\",\"label\":\"ants\"}\n{\"file\":\"2.png\",\"label\":\"moths\",\"group\":\"7\"}\n")
                        .getBytes(StandardCharsets.UTF_8));

        process.take("e1", zipped(files, null));

        BatchAccepted accepted = last(BatchAccepted.class);
        assertThat(accepted.rows()).isEqualTo(new RowCounts(2, 1, 1, 0));
        assertThat(process.views
                        .quarantine(TASK, accepted.batchId(), 0, 10)
                        .orElseThrow()
                        .items())
                .extracting(QuarantinedRow::rule, QuarantinedRow::group)
                .containsExactly(tuple("label-unknown", "7"));
    }

    @Test
    void a_picture_of_the_golden_set_and_one_that_differs_little_are_quarantined() throws IOException {
        ImageArchive golden = new ImageArchive();
        for (int i = 0; i < 3; i++) {
            golden.file("ants/" + i + ".png", png(i));
        }
        process.declare(declaration(NETWORK, Map.of(), golden.golden(store)));
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("bees/same.png", png(0));
        files.put("ants/saved-anew.jpg", Pictures.jpeg(Pictures.drawn(SIDE, SIDE, 1)));
        files.put("ants/other.png", png(9));

        process.take("e1", zipped(files, null));

        BatchAccepted accepted = last(BatchAccepted.class);
        assertThat(accepted.rows()).isEqualTo(new RowCounts(3, 1, 2, 0));
        assertThat(process.views
                        .quarantine(TASK, accepted.batchId(), 0, 10)
                        .orElseThrow()
                        .items())
                .extracting(QuarantinedRow::rule, QuarantinedRow::image)
                .containsExactly(
                        tuple("golden-overlap", "bees/same.png"), tuple("golden-overlap", "ants/saved-anew.jpg"));
    }

    @Test
    void a_golden_set_of_rows_by_uri_counts_too_and_only_equal_pictures_where_the_task_says_so() throws IOException {
        ObjectRef photo = store.put("photos/1.png", png(1), "image/png");
        ObjectRef rows = store.put(
                "golden.csv",
                "image,sha256,label\n%s,%s,ants\n"
                        .formatted(photo.uri(), photo.sha256())
                        .getBytes(StandardCharsets.UTF_8),
                "text/csv");
        process.declare(ImageArchive.task(
                List.of("ants", "bees"),
                new Preparation(null, null, null, 1.0, 1.0),
                new GoldenSet(rows.uri(), rows.sha256(), "csv", null, null)));

        process.take(
                "e1",
                zipped(Map.of("ants/1.png", png(1), "ants/1.jpg", Pictures.jpeg(Pictures.drawn(SIDE, SIDE, 1))), null));

        assertThat(last(BatchAccepted.class).rows()).isEqualTo(new RowCounts(2, 1, 1, 0));
    }

    @Test
    void a_golden_set_with_a_bad_picture_is_not_declared() {
        ImageArchive cut = new ImageArchive().file("ants/cut.png", Pictures.cutOff(png(1)));
        assertThat(faults(declaration(NETWORK, Map.of(), cut.golden(store))))
                .singleElement()
                .asString()
                .startsWith("goldenSet: ants/cut.png: ")
                .contains("every row of it has to be right");
        ImageArchive unknown = new ImageArchive().file("moths/1.png", png(1));
        assertThat(faults(declaration(NETWORK, Map.of(), unknown.golden(store))))
                .singleElement()
                .asString()
                .contains("no label 'moths'");
        assertThat(faults(declaration(NETWORK, Map.of(), new ImageArchive().golden(store))))
                .singleElement()
                .asString()
                .startsWith("goldenSet: ");
        GoldenSet missing = new GoldenSet(store.uri("golden.zip"), "0".repeat(64), "zip", null, null);
        assertThat(faults(declaration(NETWORK, Map.of(), missing)))
                .singleElement()
                .asString()
                .contains("upload it first");
    }

    @Test
    void a_batch_of_the_other_kind_is_refused_with_the_remedy() throws IOException {
        process.declare(task(Map.of()));
        process.take("e1", Batches.inline("text", 3));
        assertThat(last(DatasetRejected.class).explanation()).contains("learns from images", "zip, tar");

        process.declare(new Task(
                "texts",
                null,
                null,
                Task.TEXT,
                List.of("ants", "bees"),
                NETWORK,
                Strategy.AUTO,
                Gate.DEFAULT,
                Trigger.AT_ONCE,
                Split.DEFAULT));
        BatchLabelled photos = zipped(Map.of("ants/1.png", png(1)), null);
        process.take("e2", new BatchLabelled("texts", null, photos.source(), null));
        assertThat(last(DatasetRejected.class).explanation()).contains("the format 'zip' is not read");
    }

    @Test
    void a_file_that_is_no_archive_is_refused() {
        process.declare(task(Map.of()));

        process.take("e1", Batches.stored(store, "zip", "none", "hello".getBytes(StandardCharsets.UTF_8)));

        assertThat(last(DatasetRejected.class).reason()).isEqualTo(DatasetRejected.Reason.UNREADABLE);
    }

    @Test
    void what_only_texts_have_is_refused_in_a_declaration_of_images() {
        assertThat(faults(task(Map.of("x", new DataSource("{title}", "label", null, null, null)))))
                .singleElement()
                .asString()
                .startsWith("dataSources.x.labels: of a task of images");
        assertThat(faults(declaration(Task.DEFAULT_BACKBONE, Map.of(), null)))
                .singleElement()
                .asString()
                .contains("reads texts", "graft backbone");
    }

    @Test
    void a_task_stays_with_its_modality() {
        process.declare(task(Map.of()));

        Task asTexts = new Task(
                TASK,
                null,
                null,
                Task.TEXT,
                List.of("ants", "bees"),
                NETWORK,
                Strategy.AUTO,
                Gate.DEFAULT,
                Trigger.AT_ONCE,
                Split.DEFAULT);

        assertThat(faults(asTexts)).singleElement().asString().contains("modality image", "declare another task");
    }

    private List<String> faults(Task task) {
        return ((Declaration.Invalid) process.declareTask.declare(task, null)).faults();
    }

    private static DataSource source(Map<String, String> labels) {
        return new DataSource(null, null, labels, null, null);
    }

    private static Task task(Map<String, DataSource> sources) {
        return declaration(NETWORK, sources, null);
    }

    private static Task declaration(String backbone, Map<String, DataSource> sources, @Nullable GoldenSet golden) {
        return new Task(
                TASK,
                null,
                null,
                Task.IMAGE,
                List.of("ants", "bees"),
                backbone,
                Strategy.AUTO,
                Gate.DEFAULT,
                Trigger.AT_ONCE,
                Split.DEFAULT,
                new Preparation(null, null, null, 1.0, null),
                sources,
                golden,
                null,
                null);
    }

    private static byte[] png(long seed) {
        return Pictures.png(Pictures.drawn(SIDE, SIDE, seed));
    }

    private BatchLabelled zipped(Map<String, byte[]> files, @Nullable String dataSource) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        BatchLabelled stored = Batches.stored(store, "zip", "none", bytes.toByteArray());
        return new BatchLabelled(TASK, null, stored.source(), null, dataSource);
    }

    private QualityReport report(BatchAccepted accepted) {
        return Json.read(object(accepted.report()), QualityReport.class);
    }

    /** All rows of the data set. */
    private List<DatasetRow> rows() throws IOException {
        List<DatasetRow> rows = new ArrayList<>();
        for (String key : store.list("batches/")) {
            if (key.endsWith(".parquet")) {
                Path file = Files.write(
                        folder.resolve("shard"),
                        store.find(key, 1 << 24).orElseThrow().content());
                rows.addAll(Shards.read(file));
            }
        }
        return rows;
    }

    private byte[] object(ObjectRef reference) {
        return store.find(reference.uri().substring(store.uri("").length()), 1 << 24)
                .orElseThrow()
                .content();
    }

    private <T> T last(Class<T> type) {
        List<T> all = DataPrepProcess.once(published, type);
        return all.get(all.size() - 1);
    }
}
