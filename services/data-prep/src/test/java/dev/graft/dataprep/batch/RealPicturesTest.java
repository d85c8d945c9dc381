package dev.graft.dataprep.batch;

import static dev.graft.dataprep.testing.Batches.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.contracts.Event;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.contracts.event.DatasetRejected.Reason;
import dev.graft.contracts.task.GoldenSet;
import dev.graft.contracts.task.Preparation;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.image.Pictures;
import dev.graft.dataprep.image.ShrunkImage;
import dev.graft.dataprep.testing.DataPrepProcess;
import dev.graft.dataprep.testing.ImageArchive;
import dev.graft.dataprep.testing.MemoryStore;
import dev.graft.dataprep.testing.Networks;
import dev.graft.learning.image.ImageDecoder;
import dev.graft.learning.image.ImageLimits;
import dev.graft.learning.image.backbone.ImageBackbones;
import dev.graft.learning.image.backbone.ImageFamily;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches of real photos of ants and bees, looked at by a network that was trained on ImageNet. */
class RealPicturesTest {
    private static final Path NETWORK = Pictures.data().resolve("img_backbones/mobilenet_v2_1.0_224_fp32_folded.npz");
    private static final int DATASET = 198;

    private final MemoryStore store = new MemoryStore();
    private final List<Event<?>> published = new ArrayList<>();
    private final DataPrepProcess process = DataPrepProcess.ofPhotos(store, Clock.systemUTC(), published);
    private List<Path> photos = List.of();

    @TempDir
    Path folder;

    @BeforeEach
    void read() throws IOException {
        photos = new ArrayList<>(Pictures.photos());
        assumeTrue(!photos.isEmpty() && Files.exists(NETWORK), "skipped: there is no shared/data with photos");
        Collections.shuffle(photos, new Random(1));
        Networks.put(store, ImageBackbones.read(NETWORK, ImageFamily.MOBILENET_V2), folder);
    }

    @Test
    void two_halves_of_one_set_are_sound_and_alike() throws IOException {
        process.declare(task(null));
        process.take("e1", archive(photos.subList(0, DATASET), 0).batch(store));

        process.take("e2", archive(batch(), 0).batch(store));

        JsonNode checks = report(1).at("/checks");
        print("as it is", checks);
        print("the first batch", report(0).at("/checks"));
        assertThat(checks.at("/labels/verdict").asText()).isEqualTo("sound");
        assertThat(checks.at("/labels/agreement").asDouble()).isGreaterThan(0.85);
        assertThat(checks.at("/labels/suspected").asInt()).isLessThanOrEqualTo(10);
        assertThat(checks.at("/drift/drifted").asBoolean(true)).isFalse();
    }

    @Test
    void of_wrong_labels_most_are_suspected_and_of_right_ones_few() throws IOException {
        process.declare(task(null));
        process.take("e1", archive(photos.subList(0, DATASET), 0).batch(store));
        int wrong = batch().size() / 10;

        process.take("e2", archive(batch(), wrong).batch(store));

        JsonNode checks = report(1).at("/checks");
        List<String> suspects = new ArrayList<>();
        checks.at("/labels/suspects")
                .forEach(suspect -> suspects.add(suspect.get("text").asText()));
        long found = suspects.stream().filter(name -> name.contains("wrong-")).count();
        print(
                String.format(
                        Locale.ROOT,
                        "%d of %d labels wrong: precision %.2f, recall %.2f",
                        wrong,
                        batch().size(),
                        (double) found / suspects.size(),
                        (double) found / wrong),
                checks);
        assertThat((double) found / wrong).as("recall").isGreaterThanOrEqualTo(0.7);
        assertThat((double) found / suspects.size()).as("precision").isGreaterThanOrEqualTo(0.6);
    }

    @Test
    void shuffled_labels_are_refused() throws IOException {
        process.declare(task(null));
        process.take("e1", archive(photos.subList(0, DATASET), 0).batch(store));
        Random random = new Random(3);
        ImageArchive shuffled = new ImageArchive();
        for (Path photo : batch()) {
            shuffled.file((random.nextBoolean() ? "ants/" : "bees/") + photo.getFileName(), Files.readAllBytes(photo));
        }

        process.take("e2", shuffled.batch(store));

        assertThat(DataPrepProcess.once(published, DatasetRejected.class))
                .extracting(DatasetRejected::reason)
                .containsExactly(Reason.LABELS_SHUFFLED);
    }

    @Test
    void photos_of_another_camera_have_drifted() throws IOException {
        process.declare(task(null));
        process.take("e1", archive(photos.subList(0, DATASET), 0).batch(store));
        ImageArchive blurred = new ImageArchive();
        for (Path photo : batch()) {
            blurred.file(name(photo), edited(photo, RealPicturesTest::blurred));
        }

        process.take("e2", blurred.batch(store));

        JsonNode drift = report(1).at("/checks/drift");
        print("blurred", report(1).at("/checks"));
        assertThat(drift.get("drifted").asBoolean()).isTrue();
        assertThat(drift.at("/distance").isMissingNode()).isFalse();
    }

    @Test
    void a_photo_of_the_golden_set_is_kept_out_even_when_it_was_saved_anew() throws IOException {
        List<Path> golden = photos.subList(0, 40);
        process.declare(task(archive(golden, 0).golden(store)));
        ImageArchive copies = archive(photos.subList(40, 80), 0);
        for (int i = 0; i < 30; i++) {
            Path photo = golden.get(i);
            int edit = i % 3;
            copies.file(
                    name(photo),
                    switch (edit) {
                        case 0 -> Files.readAllBytes(photo);
                        case 1 -> Pictures.jpeg(Pictures.read(Files.readAllBytes(photo)), 0.5f);
                        default -> edited(photo, each -> Pictures.brighter(each, 1.15f));
                    });
        }

        process.take("e1", copies.batch(store));

        JsonNode report = report(0);
        assertThat(report.at("/rows/accepted").asInt()).isEqualTo(40);
        assertThat(report.at("/brokenRules/golden-overlap").asInt()).isEqualTo(30);
    }

    @Test
    void a_photo_takes_little_of_a_samples_memory() throws IOException {
        ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
        List<Integer> bytes = new ArrayList<>();
        for (Path photo : photos) {
            bytes.add(ShrunkImage.of(decoder.decode(photo)).get().length);
        }

        IntSummaryStatistics sizes = bytes.stream().mapToInt(Integer::intValue).summaryStatistics();
        System.out.println("bytes of a shrunk photo: " + sizes);
        assertThat(sizes.getMax()).isLessThanOrEqualTo(ShrunkImage.MAX_BYTES);
        assertThat(sizes.getAverage()).isLessThan(20_000);
    }

    private static void print(String what, JsonNode checks) {
        System.out.printf(
                Locale.ROOT,
                "%s: %s %s; %d + %d pictures in %.2f s%n",
                what,
                checks.at("/labels/sentence").asText(),
                checks.at("/drift/sentence").asText(),
                checks.at("/scope/rows").asInt(),
                checks.at("/scope/datasetRows").asInt(),
                checks.at("/scope/seconds").asDouble());
    }

    private static Task task(@Nullable GoldenSet golden) {
        return ImageArchive.task(List.of("ants", "bees"), Preparation.DEFAULT, golden);
    }

    private List<Path> batch() {
        return photos.subList(DATASET, photos.size());
    }

    private static String name(Path photo) {
        return photo.getParent().getFileName() + "/" + photo.getFileName();
    }

    /** @param wrong so many of the first have the other label */
    private static ImageArchive archive(List<Path> photos, int wrong) throws IOException {
        ImageArchive archive = new ImageArchive();
        for (int i = 0; i < photos.size(); i++) {
            byte[] content = Files.readAllBytes(photos.get(i));
            if (i < wrong) {
                boolean ant = name(photos.get(i)).startsWith("ants");
                archive.file((ant ? "bees/wrong-" : "ants/wrong-") + i + ".jpg", content);
            } else {
                archive.file(name(photos.get(i)), content);
            }
        }
        return archive;
    }

    private static byte[] edited(Path photo, UnaryOperator<BufferedImage> edit) throws IOException {
        return Pictures.jpeg(edit.apply(Pictures.read(Files.readAllBytes(photo))));
    }

    private static BufferedImage blurred(BufferedImage photo) {
        BufferedImage small = Pictures.resized(photo, photo.getWidth() / 3, photo.getHeight() / 3);
        return Pictures.resized(small, photo.getWidth(), photo.getHeight());
    }

    private JsonNode report(int accepted) {
        String batchId = DataPrepProcess.once(published, BatchAccepted.class)
                .get(accepted)
                .batchId();
        return process.views.find(TASK, batchId).orElseThrow().report();
    }
}
