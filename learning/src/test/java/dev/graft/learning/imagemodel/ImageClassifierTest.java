package dev.graft.learning.imagemodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.image.ChannelOrder;
import dev.graft.learning.image.Preprocessing;
import dev.graft.learning.image.Resampling;
import dev.graft.learning.image.RgbImage;
import dev.graft.learning.image.backbone.ImageBackboneConfig;
import dev.graft.learning.image.backbone.ImageBackboneFiles;
import dev.graft.learning.image.backbone.ImageBackbones;
import dev.graft.learning.image.backbone.ImageFamily;
import dev.graft.learning.image.backbone.PaddingRule;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Safetensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ImageClassifierTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> LABELS = List.of("ant", "bee", "wasp");
    private static final Preprocessing SMALL =
            new Preprocessing(80, Resampling.BICUBIC, 64, ChannelOrder.RGB, List.of(.5, .4, .3), List.of(.2, .2, .3));

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "MOBILENET_V2, false, TORCH",
        "MOBILENET_V2, true, TENSORFLOW",
        "RESNET18, false, TORCH",
        "SQUEEZENET1_0, true, CAFFE"
    })
    void answers_from_its_files_as_from_the_weights_that_were_written(
            ImageFamily family, boolean folded, PaddingRule padding) throws Exception {
        // given
        ImageClassifierFolder written = random(new ImageBackboneConfig(family, folded, padding, 0), HeadKind.CLASSES);
        written.write(folder);

        // when
        ImageClassifierFolder read = ImageClassifierFolder.read(folder);

        // then
        assertThat(read).isEqualTo(written);
        try (ImageClassifier classifier = ImageClassifier.load(folder, DeviceChoice.CPU)) {
            List<RgbImage> pictures = pictures(11);
            float[][] together = classifier.logits(pictures);
            float[][] probabilities = classifier.probabilities(pictures);
            assertThat(classifier.labels()).isEqualTo(LABELS);
            assertThat(together).hasDimensions(11, 3);
            assertThat(classifier.logits(pictures.subList(9, 10))[0]).containsExactly(together[9], within(1e-3f));
            assertThat(probabilities[4][0] + probabilities[4][1] + probabilities[4][2])
                    .isCloseTo(1, within(1e-5f));
        }
    }

    @Test
    void writes_the_same_bytes_for_the_same_model() throws Exception {
        ImageClassifierFolder model =
                random(ImageBackboneConfig.torchvision(ImageFamily.RESNET18, 0), HeadKind.CLASSES);

        model.write(folder.resolve("a"));
        model.write(folder.resolve("b"));

        for (String file : List.of("config.json", "model.safetensors")) {
            assertThat(folder.resolve("a").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("b").resolve(file));
        }
    }

    @Test
    void has_timms_names_where_timm_has_the_network_and_comes_back_as_a_backbone() throws Exception {
        // given
        random(ImageBackboneConfig.torchvision(ImageFamily.MOBILENET_V2, 0), HeadKind.CLASSES)
                .write(folder);

        // when
        SortedMap<String, HostTensor> stored = Safetensors.read(folder.resolve("model.safetensors"));
        ImageBackboneFiles backbone = ImageBackbones.folder(folder);

        // then
        assertThat(JSON.readTree(Files.readString(folder.resolve("config.json")))
                        .path("architecture")
                        .asText())
                .isEqualTo("mobilenetv2_100");
        assertThat(stored).containsKeys("conv_stem.weight", "blocks.1.0.conv_pwl.weight", "classifier.weight");
        assertThat(backbone.config().classes()).isEqualTo(3);
        assertThat(backbone.preprocessing()).isEqualTo(SMALL);
    }

    @ParameterizedTest
    @EnumSource(HeadKind.class)
    void comes_back_from_json_with_its_kind_of_head(HeadKind kind) throws Exception {
        ImageClassifierConfig config = new ImageClassifierConfig(
                ImageBackboneConfig.torchvision(ImageFamily.VGG16, 1000), SMALL, List.of("a", "b"), kind);

        assertThat(ImageClassifierConfig.from(JSON.readTree(config.toJson()))).isEqualTo(config);
        assertThat(config.backbone().classes()).isZero();
    }

    @Test
    void refuses_files_of_something_else_and_says_what_is_missing() throws Exception {
        // given
        random(ImageBackboneConfig.torchvision(ImageFamily.SQUEEZENET1_0, 0), HeadKind.CLASSES)
                .write(folder);
        SortedMap<String, HostTensor> weights = Safetensors.read(folder.resolve("model.safetensors"));
        weights.remove("features.4.squeeze.bias");

        // when
        Safetensors.write(folder.resolve("model.safetensors"), weights, Map.of());

        // then
        assertThatThrownBy(() -> ImageClassifierFolder.read(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("features.4.squeeze.bias")
                .hasMessageContaining("missing");
        assertThatThrownBy(() -> ImageClassifierConfig.from(JSON.readTree("{\"architecture\": \"resnet18\"}")))
                .hasMessageContaining("graft.backbone is missing");
        assertThatThrownBy(() -> ImageClassifierConfig.from(
                        JSON.readTree("{\"graft\": {\"backbone\": {\"family\": \"alexnet\"}, \"preprocessing\": {}}}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("alexnet");
    }

    @Test
    void gives_each_label_a_probability_of_its_own_and_numbers_none() throws Exception {
        ImageBackboneConfig network = ImageBackboneConfig.torchvision(ImageFamily.SQUEEZENET1_0, 0);
        random(network, HeadKind.LABELS).write(folder.resolve("labels"));
        random(network, HeadKind.NUMBERS).write(folder.resolve("numbers"));

        try (ImageClassifier labels = ImageClassifier.load(folder.resolve("labels"), DeviceChoice.CPU);
                ImageClassifier numbers = ImageClassifier.load(folder.resolve("numbers"), DeviceChoice.CPU)) {
            float logit = labels.logits(pictures(1))[0][2];
            assertThat(labels.probabilities(pictures(1))[0][2])
                    .isCloseTo((float) (1 / (1 + Math.exp(-logit))), within(1e-6f));
            assertThatThrownBy(() -> numbers.probabilities(pictures(1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("numbers");
        }
    }

    @Test
    void answers_nothing_once_it_is_closed() throws Exception {
        random(ImageBackboneConfig.torchvision(ImageFamily.SQUEEZENET1_0, 0), HeadKind.CLASSES)
                .write(folder);
        ImageClassifier classifier = ImageClassifier.load(folder, DeviceChoice.CPU);

        classifier.close();
        classifier.close();

        assertThatThrownBy(() -> classifier.logits(pictures(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void gives_many_threads_the_same_answers() throws Exception {
        random(ImageBackboneConfig.torchvision(ImageFamily.SQUEEZENET1_0, 0), HeadKind.CLASSES)
                .write(folder);

        try (ImageClassifier classifier = ImageClassifier.load(folder, DeviceChoice.CPU)) {
            List<RgbImage> pictures = pictures(3);
            float[][] alone = classifier.logits(pictures);
            List<float[][]> answers = IntStream.range(0, 8)
                    .parallel()
                    .mapToObj(i -> classifier.logits(pictures))
                    .toList();
            assertThat(answers).allSatisfy(answer -> assertThat(answer[2]).containsExactly(alone[2], within(1e-4f)));
        }
    }

    private static ImageClassifierFolder random(ImageBackboneConfig network, HeadKind kind) {
        ImageClassifierConfig config = new ImageClassifierConfig(network, SMALL, LABELS, kind);
        SortedMap<String, HostTensor> weights =
                new TreeMap<>(ImageBackbones.random(network, SMALL, 5).weights());
        Random random = new Random(3);
        float[] head = new float[3 * network.featureSize()];
        for (int i = 0; i < head.length; i++) {
            head[i] = (float) (0.01 * random.nextGaussian());
        }
        weights.put(ClassifierConfig.HEAD_WEIGHT, HostTensor.of(new Shape(3, network.featureSize()), head));
        weights.put(ClassifierConfig.HEAD_BIAS, HostTensor.of(new Shape(3), 0.1f, 0, -0.1f));
        return new ImageClassifierFolder(config, weights);
    }

    private static List<RgbImage> pictures(int count) {
        Random random = new Random(4);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    byte[] levels = new byte[90 * 70 * 3];
                    random.nextBytes(levels);
                    return RgbImage.of(90, 70, levels);
                })
                .toList();
    }
}
