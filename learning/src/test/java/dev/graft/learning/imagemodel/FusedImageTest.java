package dev.graft.learning.imagemodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.pytorch.engine.NativeHandles;
import dev.graft.learning.FolderFiles;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.image.Augmentation;
import dev.graft.learning.image.ChannelOrder;
import dev.graft.learning.image.HorizontalFlip;
import dev.graft.learning.image.Preprocessing;
import dev.graft.learning.image.Resampling;
import dev.graft.learning.image.RgbImage;
import dev.graft.learning.image.backbone.ImageBackboneConfig;
import dev.graft.learning.image.backbone.ImageBackboneFiles;
import dev.graft.learning.image.backbone.ImageBackbones;
import dev.graft.learning.image.backbone.ImageFamily;
import dev.graft.learning.loss.Truth;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.model.FusedConfig;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.model.ModelCard;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.TransferStrategy.Fusion;
import dev.graft.learning.strategy.ValidationMetric;
import dev.graft.learning.train.CheckpointStore;
import dev.graft.learning.train.FineTuning;
import dev.graft.learning.train.RowSplit;
import dev.graft.learning.train.RunSettings;
import dev.graft.learning.train.StopSignal;
import dev.graft.learning.train.TrainingListener;
import dev.graft.learning.train.TrainingOutcome;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small pictures of one dominant colour, learnt by a head on two random networks that see them differently. */
class FusedImageTest {

    private static final List<String> COLOURS = List.of("red", "green", "blue");
    private static final Fusion FUSION = new Fusion(
            List.of("squeezenet"),
            List.of(1.0, 0.5),
            new HyperParameters(6, 8, 1e-3, 1e-2, 0.01, 0.1, 32, 10, 0, ValidationMetric.ACCURACY, 0, 0, 1));
    private static final ModelCard CARD = new ModelCard(
            "colours", List.of("resnet18", "squeezenet"), "apache-2.0", "noise", new TreeMap<>(), List.of());

    @TempDir
    Path folder;

    @Test
    void learns_a_head_on_both_networks_and_answers_the_same_in_a_fresh_load() throws Exception {
        // given
        FusedImageFolder start = start();

        // when
        TrainingOutcome.Completed outcome = run(start, Augmentation.NONE, folder);

        // then
        assertThat(outcome.best().validationAccuracy()).isGreaterThan(0.9);
        FusedImageFolder learnt = FusedImageFolder.read(folder);
        assertThat(learnt.backbones())
                .extracting(ImageBackboneFiles::sha256)
                .containsExactlyElementsOf(start.backbones().stream()
                        .map(ImageBackboneFiles::sha256)
                        .toList());
        assertThat(learnt.config().backbones())
                .extracting(FusedConfig.Part::weight)
                .containsExactly(1.0, 0.5);
        try (ImageClassifier classifier = ImageClassifier.load(folder, DeviceChoice.CPU)) {
            assertThat(classifier.labels()).isEqualTo(COLOURS);
            double loss = 0;
            float[][] probabilities = classifier.probabilities(pictures().subList(48, 72));
            for (int row = 0; row < probabilities.length; row++) {
                loss -= Math.log(probabilities[row][row % 3]) / probabilities.length;
            }
            assertThat(loss).isCloseTo(outcome.best().validationLoss(), within(1e-5));
        }
        assertThat(FolderFiles.validFrontMatter(folder).get("base_model")).hasSize(2);
        assertThat(FolderFiles.mlmodel(folder).at("/flavors/graft/backbones").asText())
                .isEqualTo("backbones/");
        assertThat(folder.resolve("README.md"))
                .content()
                .contains("base_model: [\"resnet18\", \"squeezenet\"]", "pipeline_tag: image-classification")
                .contains("Classifies a picture into 3 labels", "| `squeezenet` | random | apache-2.0 | 0.5 |")
                .doesNotContain("tokens");
    }

    @Test
    void learns_from_pictures_that_each_pass_changes_for_both_alike() throws Exception {
        TrainingOutcome.Completed outcome = run(start(), new Augmentation(List.of(new HorizontalFlip(0.5))), folder);

        assertThat(outcome.best().validationAccuracy()).isGreaterThan(0.9);
    }

    @Test
    void a_head_for_more_labels_goes_on_from_a_champion_on_the_same_networks_alone() {
        FusedImageFolder champion = start();
        List<String> grown = List.of("blue", "grey", "red");

        FusedImageFolder next = ImageHead.on(champion, FUSION, grown, HeadKind.CLASSES, 8);

        assertThat(row(next, 0)).containsExactly(row(champion, 2));
        assertThat(row(next, 2)).containsExactly(row(champion, 0));
        assertThat(row(next, 1)).isNotEqualTo(row(champion, 1));
        Fusion others = new Fusion(List.of("vgg"), List.of(1.0, 1.0), FUSION.hyperParameters());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageHead.on(champion, others, grown, HeadKind.CLASSES, 8))
                .withMessageContaining("[vgg]")
                .withMessageContaining("remedy");
    }

    @Test
    void leaves_no_native_array_behind() throws Exception {
        run(start(), Augmentation.NONE, folder.resolve("first"));
        int before = NativeHandles.count();

        run(start(), Augmentation.NONE, folder.resolve("second"));
        try (ImageClassifier classifier = ImageClassifier.load(folder.resolve("second"), DeviceChoice.CPU)) {
            classifier.logits(pictures().subList(0, 3));
        }

        assertThat(NativeHandles.count()).isEqualTo(before);
    }

    private static TrainingOutcome.Completed run(FusedImageFolder start, Augmentation augmentation, Path output)
            throws Exception {
        int[] classes = IntStream.range(0, 72).map(row -> row % 3).toArray();
        ImageTask task = new ImageTask(
                pictures(), new Truth.Classes(classes, 3), new RowSplit(48, 24, 0), augmentation, "colours");
        RunSettings settings = new RunSettings(
                FUSION, 1, DeviceChoice.CPU, output, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), 1 << 26);
        return (TrainingOutcome.Completed) new FineTuning(
                        task.on(start, output, CARD),
                        settings,
                        CheckpointStore.NONE,
                        TrainingListener.SILENT,
                        StopSignal.NEVER)
                .run();
    }

    private static FusedImageFolder start() {
        return ImageHead.on(
                List.of(
                        network("resnet18", ImageFamily.RESNET18, 32, ChannelOrder.RGB),
                        network("squeezenet", ImageFamily.SQUEEZENET1_0, 40, ChannelOrder.BGR)),
                FUSION,
                COLOURS,
                HeadKind.CLASSES,
                5);
    }

    private static ImageBackboneFiles network(String name, ImageFamily family, int side, ChannelOrder order) {
        Preprocessing preprocessing =
                new Preprocessing(side, Resampling.BILINEAR, side, order, List.of(.5, .5, .5), List.of(.5, .5, .5));
        ImageBackboneFiles random = ImageBackbones.random(ImageBackboneConfig.torchvision(family, 0), preprocessing, 4);
        return new ImageBackboneFiles(
                name, random.config(), preprocessing, random.weights(), random.origin(), random.licence());
    }

    private static float[] row(FusedImageFolder model, int label) {
        var matrix = model.head().get(ClassifierConfig.HEAD_WEIGHT);
        int width = Math.toIntExact(matrix.shape().get(1));
        float[] row = new float[width];
        matrix.values().get(label * width, row);
        return row;
    }

    private static List<RgbImage> pictures() {
        Random random = new Random(3);
        return IntStream.range(0, 72).mapToObj(row -> picture(row % 3, random)).toList();
    }

    /** Noise in which one colour is brighter. */
    private static RgbImage picture(int colour, Random random) {
        byte[] levels = new byte[40 * 32 * 3];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) (random.nextInt(150) + (i % 3 == colour ? 80 : 0));
        }
        return RgbImage.of(40, 32, levels);
    }
}
