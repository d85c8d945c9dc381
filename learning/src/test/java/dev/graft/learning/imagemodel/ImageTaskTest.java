package dev.graft.learning.imagemodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.learning.FolderFiles;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.image.Augmentation;
import dev.graft.learning.image.ChannelOrder;
import dev.graft.learning.image.HorizontalFlip;
import dev.graft.learning.image.Preprocessing;
import dev.graft.learning.image.Resampling;
import dev.graft.learning.image.RgbImage;
import dev.graft.learning.image.Rotation;
import dev.graft.learning.image.backbone.ImageBackboneConfig;
import dev.graft.learning.image.backbone.ImageBackbones;
import dev.graft.learning.image.backbone.ImageFamily;
import dev.graft.learning.loss.Truth;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.model.ModelCard;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.strategy.TransferStrategy.FineTune;
import dev.graft.learning.strategy.TransferStrategy.HeadWarmup;
import dev.graft.learning.strategy.TransferStrategy.LinearProbe;
import dev.graft.learning.strategy.ValidationMetric;
import dev.graft.learning.tensor.HostTensor;
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
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small pictures of one dominant colour, learnt by random networks through the common loop. */
class ImageTaskTest {

    private static final List<String> COLOURS = List.of("red", "green", "blue");
    private static final Preprocessing SMALL =
            new Preprocessing(32, Resampling.BILINEAR, 32, ChannelOrder.RGB, List.of(.5, .5, .5), List.of(.5, .5, .5));
    private static final HyperParameters HYPER =
            new HyperParameters(6, 8, 1e-3, 1e-2, 0.01, 0.1, 32, 10, 0, ValidationMetric.ACCURACY, 0, 0, 1);
    private static final Augmentation TURNED = new Augmentation(List.of(new HorizontalFlip(0.5), new Rotation(15)));

    private static final ModelCard CARD =
            new ModelCard("colours", "resnet18", "apache-2.0", "noise", new TreeMap<>(), List.of());

    @TempDir
    Path folder;

    @Test
    void a_probe_learns_and_leaves_the_network_as_it_was() throws Exception {
        // given
        ImageClassifierFolder start = start();

        // when
        TrainingOutcome.Completed outcome = run(new LinearProbe(HYPER), Augmentation.NONE, start);

        // then
        assertThat(outcome.best().validationAccuracy()).isGreaterThan(0.9);
        ImageClassifierFolder learnt = ImageClassifierFolder.read(folder);
        learnt.weights().forEach((name, tensor) -> {
            boolean head = name.equals(ClassifierConfig.HEAD_WEIGHT) || name.equals(ClassifierConfig.HEAD_BIAS);
            assertThat(tensor.equals(start.weight(name))).as(name).isNotEqualTo(head);
        });
        try (ImageClassifier classifier = ImageClassifier.load(folder, DeviceChoice.CPU)) {
            float[] blue = classifier.probabilities(List.of(picture(2, new Random(99))))[0];
            assertThat(blue[2]).isGreaterThan(0.5f);
        }
        assertThat(FolderFiles.validFrontMatter(folder).get("metrics")).hasSize(3);
        assertThat(FolderFiles.mlmodel(folder).at("/flavors").fieldNames())
                .toIterable()
                .containsExactly("graft");
        assertThat(folder.resolve("README.md"))
                .content()
                .contains("library_name: timm", "pipeline_tag: image-classification", "- resnet18")
                .contains("Classifies a picture into 3 labels: `red`, `green`, `blue`.")
                .contains("- Trained on: noise", "linear-probe", "shorter side resized to 32 pixels (bilinear)")
                .contains("No class of `transformers` opens this model", "timm.create_model('resnet18'");
    }

    @Test
    void fine_tuning_with_augmentation_moves_the_upper_stages_alone_and_no_statistic() throws Exception {
        // given
        ImageClassifierFolder start = start();
        TransferStrategy upper = new FineTune(7, HeadWarmup.NONE, HYPER);

        // when
        TrainingOutcome.Completed outcome = run(upper, TURNED, start);

        // then
        assertThat(outcome.best().validationAccuracy()).isGreaterThan(0.9);
        TreeSet<String> changed = new TreeSet<>();
        ImageClassifierFolder.read(folder).weights().forEach((name, tensor) -> {
            if (!tensor.equals(start.weight(name))) {
                changed.add(name);
            }
        });
        assertThat(changed)
                .contains("layer4.1.conv1.weight", "layer4.1.bn2.bias", ClassifierConfig.HEAD_WEIGHT)
                .allMatch(name -> name.startsWith("layer4.1.") || name.startsWith("classifier."))
                .noneMatch(name -> name.contains("running"));
    }

    @Test
    void a_head_for_more_labels_keeps_the_rows_of_those_that_it_knew() {
        // given
        ImageClassifierFolder champion = start();

        // when
        ImageClassifierFolder grown = ImageHead.on(champion, List.of("blue", "grey", "red"), HeadKind.CLASSES, 8);

        // then
        HostTensor known = champion.weight(ClassifierConfig.HEAD_WEIGHT);
        HostTensor head = grown.weight(ClassifierConfig.HEAD_WEIGHT);
        assertThat(head.values().slice(0, 512)).isEqualTo(known.values().slice(1024, 512));
        assertThat(head.values().slice(1024, 512)).isEqualTo(known.values().slice(0, 512));
        assertThat(head.values().slice(512, 512)).isNotEqualTo(known.values().slice(512, 512));
        assertThat(grown.config().labels()).containsExactly("blue", "grey", "red");
        assertThat(grown.weight("conv1.weight")).isEqualTo(champion.weight("conv1.weight"));
    }

    @Test
    void refuses_rows_of_another_kind_than_the_head() {
        Truth numbers = new Truth.Numbers(List.of(List.of(1.0), List.of(2.0)), 1);
        ImageTask task = new ImageTask(
                List.of(picture(0, new Random(1)), picture(1, new Random(1))),
                numbers,
                new RowSplit(1, 1, 0),
                Augmentation.NONE,
                "x");

        assertThatThrownBy(() -> task.on(start(), folder, CARD)).hasMessageContaining("NUMBERS");
    }

    private TrainingOutcome.Completed run(
            TransferStrategy strategy, Augmentation augmentation, ImageClassifierFolder start) throws Exception {
        Random random = new Random(3);
        int[] classes = IntStream.range(0, 72).map(row -> row % 3).toArray();
        List<RgbImage> pictures = IntStream.of(classes)
                .mapToObj(colour -> picture(colour, random))
                .toList();
        ImageTask task = new ImageTask(
                pictures, new Truth.Classes(classes, 3), new RowSplit(48, 24, 0), augmentation, "colours");
        RunSettings settings = new RunSettings(
                strategy, 1, DeviceChoice.CPU, folder, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), 1 << 26);
        return (TrainingOutcome.Completed) new FineTuning(
                        task.on(start, folder, CARD),
                        settings,
                        CheckpointStore.NONE,
                        TrainingListener.SILENT,
                        StopSignal.NEVER)
                .run();
    }

    private static ImageClassifierFolder start() {
        ImageBackboneConfig network = ImageBackboneConfig.torchvision(ImageFamily.RESNET18, 0);
        return ImageHead.on(ImageBackbones.random(network, SMALL, 4), COLOURS, HeadKind.CLASSES, 5);
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
