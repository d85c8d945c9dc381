package dev.graft.dataprep.batch;

import static dev.graft.dataprep.testing.Batches.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.contracts.Event;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.contracts.event.DatasetRejected.Reason;
import dev.graft.contracts.task.Preparation;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.image.Pictures;
import dev.graft.dataprep.testing.DataPrepProcess;
import dev.graft.dataprep.testing.ImageArchive;
import dev.graft.dataprep.testing.MemoryStore;
import dev.graft.dataprep.testing.Networks;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches of drawn pictures whose labels and looks are checked before they are taken in. */
class CheckedPicturesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-10T00:00:00Z"), ZoneOffset.UTC);
    private static final int SIDE = 48;
    private static final int BLOCK = SIDE / 6;

    private final MemoryStore store = new MemoryStore();
    private final List<Event<?>> published = new ArrayList<>();
    private final DataPrepProcess process = new DataPrepProcess(store, CLOCK, published);
    private final Random random = new Random(7);

    @TempDir
    Path folder;

    @BeforeEach
    void store_a_network() {
        Networks.put(store, Networks.random(SIDE), folder);
    }

    @Test
    void a_batch_with_shuffled_labels_is_refused_before_anything_learns_from_it() {
        process.declare(task(Preparation.DEFAULT));
        process.take("e1", batch("a", 150, Labels.RIGHT, false));

        process.take("e2", batch("b", 150, Labels.SHUFFLED, false));

        assertThat(all(BatchAccepted.class)).hasSize(1);
        DatasetRejected rejected = all(DatasetRejected.class).get(0);
        assertThat(rejected.reason()).isEqualTo(Reason.LABELS_SHUFFLED);
        assertThat(report(rejected.batchId()).at("/checks/labels/verdict").asText())
                .isEqualTo("shuffled");
    }

    @Test
    void wrong_labels_are_suspected_by_the_names_of_their_files() {
        process.declare(task(Preparation.DEFAULT));
        process.take("e1", batch("a", 150, Labels.RIGHT, false));

        process.take("e2", batch("b", 100, Labels.TENTH_WRONG, false));

        Set<String> suspects = new TreeSet<>();
        report(1)
                .at("/checks/labels/suspects")
                .forEach(suspect -> suspects.add(suspect.get("text").asText()));
        assertThat(suspects)
                .hasSizeBetween(8, 12)
                .filteredOn(name -> name.contains("wrong"))
                .hasSizeGreaterThanOrEqualTo(8);
        assertThat(report(1).at("/checks/scope/backbone").asText()).isEqualTo(Networks.NAME);
        assertThat(report(1).at("/checks/advice/hints/0/family").asText()).isEqualTo("probe");
    }

    @Test
    void a_batch_of_another_look_has_drifted_and_one_of_the_same_has_not() {
        process.declare(task(new Preparation(null, null, null, null, null, null, Preparation.REPORT)));
        process.take("e1", batch("a", 150, Labels.RIGHT, false));

        process.take("e2", batch("b", 100, Labels.RIGHT, false));
        process.take("e3", batch("c", 100, Labels.RIGHT, true));

        assertThat(report(1).at("/checks/drift/drifted").asBoolean(true)).isFalse();
        JsonNode other = report(2).at("/checks/drift");
        assertThat(other.get("drifted").asBoolean()).isTrue();
        assertThat(other.get("sentence").asText()).contains("contrast", "A-distance");
    }

    @Test
    void another_process_compares_with_the_same_pictures() {
        for (double nearDuplicates : new double[] {0.8, 1}) {
            MemoryStore first = new MemoryStore();
            Networks.put(first, Networks.random(SIDE), folder);
            List<Event<?>> events = new ArrayList<>();
            DataPrepProcess one = new DataPrepProcess(first, CLOCK, events);
            one.declare(task(new Preparation(null, null, null, null, nearDuplicates)));
            one.take("e1", copied(batch("a", 80, Labels.RIGHT, false), first));
            BatchLabelled next = copied(batch("b", 60, Labels.TENTH_WRONG, false), first);
            DataPrepProcess restarted = new DataPrepProcess(copy(first), CLOCK, events);

            one.take("e2", next);
            restarted.take("e2", next);

            String batchId =
                    DataPrepProcess.once(events, BatchAccepted.class).get(1).batchId();
            JsonNode report = one.views.find(TASK, batchId).orElseThrow().report();
            assertThat(report.at("/checks/scope/datasetRows").asInt()).isEqualTo(80);
            assertThat(restarted.views.find(TASK, batchId).orElseThrow().report())
                    .isEqualTo(report);
        }
    }

    @Test
    void without_its_network_a_batch_is_taken_in_and_the_report_says_why_nothing_was_checked() {
        store.list("backbones/").forEach(store::delete);
        process.declare(task(Preparation.DEFAULT));

        process.take("e1", batch("a", 60, Labels.RIGHT, false));

        assertThat(report(0).at("/checks/skipped").asText())
                .contains("the object store has no backbone '" + Networks.NAME + "'");
    }

    @Test
    void a_task_that_asks_for_no_checks_has_none_and_few_pictures_are_not_checked() {
        process.declare(task(new Preparation(null, null, null, null, null, 0, null)));
        process.take("e1", batch("a", 60, Labels.SHUFFLED, false));
        process.declare(task(Preparation.DEFAULT));
        process.take("e2", batch("b", 49, Labels.SHUFFLED, false));

        assertThat(report(0).at("/checks/skipped").asText()).contains("checkedRows is 0");
        assertThat(report(1).at("/checks/skipped").asText()).contains("49 new rows");
    }

    private enum Labels {
        RIGHT,
        TENTH_WRONG,
        SHUFFLED
    }

    private static Task task(Preparation preparation) {
        return ImageArchive.task(List.of("cold", "warm"), preparation, null);
    }

    private BatchLabelled batch(String name, int pictures, Labels labels, boolean pale) {
        ImageArchive archive = new ImageArchive();
        for (int i = 0; i < pictures; i++) {
            boolean warm = i % 2 == 0;
            boolean wrong = labels == Labels.TENTH_WRONG && i < pictures / 10;
            boolean saysWarm = labels == Labels.SHUFFLED ? random.nextBoolean() : warm != wrong;
            archive.file(
                    (saysWarm ? "warm/" : "cold/") + name + i + (wrong ? "-wrong" : "") + ".png",
                    Pictures.png(blots(warm, pale)));
        }
        return archive.batch(store);
    }

    /** Blots of a warm or a cold colour; pale ones have little contrast. */
    private BufferedImage blots(boolean warm, boolean pale) {
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < SIDE; y += BLOCK) {
            for (int x = 0; x < SIDE; x += BLOCK) {
                int strong = pale ? 170 + random.nextInt(60) : 150 + random.nextInt(100);
                int weak = pale ? 80 + random.nextInt(50) : random.nextInt(80);
                int other = pale ? 80 + random.nextInt(80) : random.nextInt(120);
                int rgb = warm ? strong << 16 | other << 8 | weak : weak << 16 | other << 8 | strong;
                for (int pixel = 0; pixel < BLOCK * BLOCK; pixel++) {
                    picture.setRGB(x + pixel % BLOCK, y + pixel / BLOCK, rgb);
                }
            }
        }
        return picture;
    }

    private BatchLabelled copied(BatchLabelled batch, MemoryStore to) {
        String key = batch.source().uri().substring(store.uri("").length());
        to.put(key, store.find(key, 1 << 24).orElseThrow().content(), "application/zip");
        return batch;
    }

    private static MemoryStore copy(MemoryStore from) {
        MemoryStore copy = new MemoryStore();
        from.list("")
                .forEach(key ->
                        copy.put(key, from.find(key, 1 << 28).orElseThrow().content(), "any"));
        return copy;
    }

    private JsonNode report(int accepted) {
        return report(all(BatchAccepted.class).get(accepted).batchId());
    }

    private JsonNode report(String batchId) {
        return process.views.find(TASK, batchId).orElseThrow().report();
    }

    private <T> List<T> all(Class<T> type) {
        return DataPrepProcess.once(published, type);
    }
}
