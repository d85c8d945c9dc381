package dev.graft.learning.image.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.NativeHandles;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.image.ImageBatch;
import dev.graft.learning.image.Preprocessing;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ImageBackboneTest {

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = TorchRuntime.newManager(DeviceChoice.CPU);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"MOBILENET_V2", "MOBILENET_V1_12", "RESNET18", "SQUEEZENET1_0"})
    void gives_the_same_wherever_the_run_is_cut_and_whatever_else_is_in_the_batch(ImageFamily family) {
        try (GradMode off = GradMode.off()) {
            // given
            ImageBackbone backbone = random(ImageBackboneConfig.torchvision(family, 0));
            NDArray pictures = pictures(3, 64);
            ImageBatch batch = ImageBatch.of(pictures);
            NDArray whole = backbone.features(pictures);

            // when
            int cut = backbone.stages() / 2;
            NDArray lower = backbone.run(batch, backbone.enter(batch, 0), 1, cut, 0);
            NDArray upper = backbone.run(batch, lower, cut, backbone.stages(), 0);
            NDArray alone = backbone.features(pictures.get("1:2"));

            // then
            assertThat(whole.getShape()).isEqualTo(new Shape(3, backbone.featureSize()));
            assertThat(backbone.pool(batch, upper).toFloatArray()).containsExactly(whole.toFloatArray());
            assertThat(backbone.run(batch, lower, 3, 3, 0)).isSameAs(lower);
            assertThat(alone.toFloatArray()).containsExactly(whole.get(1).toFloatArray(), within(1e-3f));
        }
    }

    @Test
    void leaves_no_arrays_behind_but_its_results() throws Exception {
        try (GradMode off = GradMode.off()) {
            ImageBackbone backbone = random(ImageBackboneConfig.torchvision(ImageFamily.MOBILENET_V2, 4));
            NDArray pictures = pictures(1, 64);
            ImageBatch batch = ImageBatch.of(pictures);
            int before = NativeHandles.count();

            NDArray last = backbone.run(batch, backbone.enter(batch, 0), 1, backbone.stages(), 0);
            backbone.pool(batch, last);
            backbone.classify(last);

            // the first stage's output, the last one's, the features and the logits
            assertThat(NativeHandles.count() - before).isEqualTo(4);
        }
    }

    @Test
    void says_that_there_is_no_classifier() {
        ImageBackbone backbone = random(ImageBackboneConfig.torchvision(ImageFamily.SQUEEZENET1_0, 0));

        assertThatThrownBy(() -> backbone.classify(pictures(1, 64)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no classifier");
    }

    @Test
    void averages_caffes_border_into_the_logits_of_squeezenet() {
        try (GradMode off = GradMode.off()) {
            // given
            ImageBackboneConfig torch = ImageBackboneConfig.torchvision(ImageFamily.SQUEEZENET1_0, 1);
            SortedMap<String, HostTensor> weights = new TreeMap<>(
                    ImageBackbones.random(torch, Preprocessing.torchvision(), 3).weights());
            weights.put("classifier.1.bias", HostTensor.of(new Shape(1), 0.75f));
            Parameters parameters = new Parameters(manager, weights);
            NDArray last = Parameters.copy(manager, FormulaWeights.noise("last", new Shape(1, 512, 3, 5)));

            // when
            float plain = new ImageBackbone(torch, parameters).classify(last).getFloat(0);
            float padded = new ImageBackbone(
                            new ImageBackboneConfig(ImageFamily.SQUEEZENET1_0, true, PaddingRule.CAFFE, 1), parameters)
                    .classify(last)
                    .getFloat(0);

            // then: 15 pixels became 35, and the 20 new ones show the bias alone
            assertThat(padded).isCloseTo((15 * plain + 20 * 0.75f) / 35, within(1e-5f));
        }
    }

    @ParameterizedTest
    @CsvSource({"8, 3, 2, 4", "7, 3, 2, 4", "8, 3, 1, 8", "9, 1, 2, 5", "5, 7, 2, 3", "2, 3, 2, 1"})
    void pads_as_tensorflow_does(int size, int kernel, int stride, int outputs) {
        // given: a kernel that counts the pixels it sees, each position by its own value
        Convolution same = new Convolution("c", 1, 1, kernel, stride, Convolution.SAME, 1, false);
        float[] kernelValues = new float[kernel * kernel];
        for (int i = 0; i < kernelValues.length; i++) {
            kernelValues[i] = i + 1;
        }
        SortedMap<String, HostTensor> weights = new TreeMap<>();
        weights.put("c.weight", HostTensor.of(new Shape(1, 1, kernel, kernel), kernelValues));
        int missing = Math.max(0, (outputs - 1) * stride + kernel - size);

        // when
        NDArray input = manager.ones(new Shape(1, 1, size, size));
        float[] result = same.apply(input, new Parameters(manager, weights)).toFloatArray();

        // then
        assertThat(result).hasSize(outputs * outputs);
        for (int y = 0; y < outputs; y++) {
            for (int x = 0; x < outputs; x++) {
                float expected = 0;
                for (int i = 0; i < kernelValues.length; i++) {
                    int row = y * stride + i / kernel - missing / 2;
                    int column = x * stride + i % kernel - missing / 2;
                    expected += row >= 0 && row < size && column >= 0 && column < size ? kernelValues[i] : 0;
                }
                assertThat(result[y * outputs + x]).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"torchvision/resnet18, RESNET18, TORCH", "torchvision/mobilenet_v2, MOBILENET_V2, TENSORFLOW"})
    void gives_the_same_features_with_its_normalisation_folded(String golden, ImageFamily family, PaddingRule padding)
            throws Exception {
        try (GradMode off = GradMode.off()) {
            // given
            SortedMap<String, HostTensor> weights =
                    FormulaWeights.of(FormulaWeights.golden(golden).path("shapes"));
            ImageBackboneConfig config = new ImageBackboneConfig(family, false, padding, 10);

            // when
            ImageBackboneConfig folded = BatchNormFolding.of(config);
            SortedMap<String, HostTensor> foldedWeights = BatchNormFolding.of(config, weights);

            // then
            assertThat(foldedWeights.keySet()).isEqualTo(folded.shapes().keySet());
            NDArray pictures = pictures(2, 64);
            ImageBatch batch = ImageBatch.of(pictures);
            float[] plain = new ImageBackbone(config, new Parameters(manager, weights))
                    .features(pictures)
                    .toFloatArray();
            float[] same = new ImageBackbone(folded, new Parameters(manager, foldedWeights))
                    .features(pictures)
                    .toFloatArray();
            float largest = manager.create(plain).max().getFloat();
            float difference =
                    manager.create(plain).sub(manager.create(same)).abs().max().getFloat();
            assertThat(difference / largest).isLessThan(5e-5f);
            assertThat(BatchNormFolding.of(folded, foldedWeights)).isEqualTo(foldedWeights);
        }
    }

    @Test
    void random_weights_are_equal_for_equal_seeds() {
        ImageBackboneConfig config = ImageBackboneConfig.torchvision(ImageFamily.SQUEEZENET1_0, 0);

        ImageBackboneFiles one = ImageBackbones.random(config, Preprocessing.torchvision(), 1);

        assertThat(ImageBackbones.random(config, Preprocessing.torchvision(), 1).sha256())
                .isEqualTo(one.sha256());
        assertThat(ImageBackbones.random(config, Preprocessing.torchvision(), 2).sha256())
                .isNotEqualTo(one.sha256());
    }

    @ParameterizedTest
    @EnumSource(names = {"MOBILENET_V2", "MOBILENET_V1_12", "RESNET18", "SQUEEZENET1_0"})
    void random_weights_let_activations_neither_die_nor_explode(ImageFamily family) {
        try (GradMode off = GradMode.off()) {
            ImageBackbone backbone = random(ImageBackboneConfig.torchvision(family, 0));

            NDArray features = backbone.features(pictures(1, 64));

            assertThat(features.mean().getFloat()).isBetween(0.03f, 100f);
        }
    }

    private ImageBackbone random(ImageBackboneConfig config) {
        ImageBackboneFiles files = ImageBackbones.random(config, Preprocessing.torchvision(), 1);
        return new ImageBackbone(config, new Parameters(manager, files.weights()));
    }

    private NDArray pictures(int rows, int side) {
        return Parameters.copy(manager, FormulaWeights.noise("pictures", new Shape(rows, 3, side, side)));
    }
}
