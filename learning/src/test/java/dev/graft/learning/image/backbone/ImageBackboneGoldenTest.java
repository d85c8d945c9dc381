package dev.graft.learning.image.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.image.ImageBatch;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import dev.graft.learning.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our networks against torchvision's and timm's; {@code src/test/python/make_backbone_golden.py} made the values. */
class ImageBackboneGoldenTest {

    private static final double TOLERANCE = 1e-4;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "torchvision/mobilenet_v2",
                "torchvision/resnet18",
                "torchvision/resnet34",
                "torchvision/resnet50",
                "torchvision/squeezenet1_0",
                "torchvision/vgg16",
                "timm/mobilenet_v2",
                "same/mobilenet_v2",
                "timm/resnet18",
                "timm/vgg16"
            })
    void give_the_features_logits_and_gradients_of_the_network_that_the_file_was_made_for(String name)
            throws Exception {
        // given: a file in safetensors with the names of the other library
        JsonNode golden = FormulaWeights.golden(name);
        Path file = folder.resolve("model.safetensors");
        Safetensors.write(file, FormulaWeights.of(golden.path("shapes")), Map.of());
        ImageFamily family =
                ImageFamily.valueOf(name.substring(name.indexOf('/') + 1).toUpperCase(Locale.ROOT));

        // when
        ImageBackboneFiles files = read(file, family, name.startsWith("same"));
        try (GradMode on = GradMode.on();
                NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU);
                Parameters weights = new Parameters(manager, files.weights())) {
            ImageBackbone backbone = new ImageBackbone(files.config(), weights);
            String learning = ownName(files, golden);
            weights.get(learning).setRequiresGradient(true);
            NDArray pictures = pictures(manager, golden.path("side").asInt());
            ImageBatch batch = ImageBatch.of(pictures);
            NDArray last = backbone.run(batch, backbone.enter(batch, 0), 1, backbone.stages(), 0);
            NDArray features = backbone.pool(batch, last);
            NDArray loss = features.mul(features).sum();
            JniUtils.backward((PtNDArray) loss, (PtNDArray) manager.ones(loss.getShape()), false, false);

            // then
            assertThat(features.getShape().getShape()).containsExactly(2, backbone.featureSize());
            assertClose(golden.path("features"), features.toFloatArray());
            assertClose(
                    golden.path("gradient"), weights.get(learning).getGradient().toFloatArray());
            if (!golden.path("logits").isEmpty()) {
                assertThat(files.config().classes()).isEqualTo(10);
                assertClose(golden.path("logits"), backbone.classify(last).toFloatArray());
            }
        }
    }

    @Test
    void keep_the_names_of_each_stage_apart_and_leave_statistics_out() {
        for (ImageFamily family : ImageFamily.values()) {
            // given
            ImageBackboneConfig config = ImageBackboneConfig.torchvision(family, 0);

            // when
            SortedMap<String, Shape> shapes = config.shapes();
            try (NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU);
                    Parameters none = new Parameters(manager, Map.of())) {
                ImageBackbone backbone = new ImageBackbone(config, none);
                int total = 0;
                for (int stage = 0; stage < backbone.stages(); stage++) {
                    total += backbone.weightNames(stage).size();
                    assertThat(backbone.weightNames(stage)).isNotEmpty().allMatch(shapes::containsKey);
                }

                // then
                long statistics = shapes.keySet().stream()
                        .filter(BatchNormalisation::isStatistic)
                        .count();
                assertThat(backbone.weightNames(0, backbone.stages())).hasSize(total);
                assertThat(total + statistics).isEqualTo(shapes.size());
            }
        }
    }

    /** The network of a file; {@code same} pads it as TensorFlow does, which a file of timm does not tell. */
    private static ImageBackboneFiles read(Path file, ImageFamily family, boolean same) throws IOException {
        ImageBackboneFiles read = ImageBackbones.read(file, family);
        if (!same) {
            return read;
        }
        ImageBackboneConfig padded = new ImageBackboneConfig(family, false, PaddingRule.TENSORFLOW, 10);
        return new ImageBackboneFiles("same", padded, read.preprocessing(), read.weights(), "same", "other");
    }

    private static NDArray pictures(NDManager manager, int side) {
        return Parameters.copy(manager, FormulaWeights.noise("input", new Shape(2, 3, side, side)));
    }

    /** Our name of the weight whose gradient was taken: the one with the values that the formula gives the other. */
    private static String ownName(ImageBackboneFiles files, JsonNode golden) {
        String other = golden.path("gradientOf").asText();
        HostTensor wanted = FormulaWeights.of(golden.path("shapes")).get(other);
        return files.weights().entrySet().stream()
                .filter(entry -> entry.getValue().values().equals(wanted.values()))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** To {@link #TOLERANCE} of the largest value. */
    private static void assertClose(JsonNode expected, float[] actual) {
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < expected.size(); i++) {
            double value = expected.get(i).asDouble();
            largest = Math.max(largest, Math.abs(value));
            difference = Math.max(difference, Math.abs(value - actual[i]));
        }
        assertThat(largest).isGreaterThan(0.01);
        assertThat(difference / largest).isLessThan(TOLERANCE);
    }
}
