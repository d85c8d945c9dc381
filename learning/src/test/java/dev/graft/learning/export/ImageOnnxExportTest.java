package dev.graft.learning.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.OnnxSessions;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.image.Preprocessing;
import dev.graft.learning.image.backbone.ImageBackbone;
import dev.graft.learning.image.backbone.ImageBackboneConfig;
import dev.graft.learning.image.backbone.ImageBackbones;
import dev.graft.learning.image.backbone.ImageFamily;
import dev.graft.learning.image.backbone.PaddingRule;
import dev.graft.learning.imagemodel.ImageClassifierConfig;
import dev.graft.learning.imagemodel.ImageClassifierFolder;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.model.ModelCard;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exported image classifiers in onnxruntime against our own network. */
class ImageOnnxExportTest {

    private static final List<String> LABELS = List.of("ant", "bee", "wasp");

    @TempDir
    Path folder;

    @Test
    void loads_in_mlflow() throws Exception {
        classifier(new ImageBackboneConfig(ImageFamily.RESNET18, false, PaddingRule.TORCH, 0))
                .write(folder, new ModelCard("t", "t", "other", "t", new TreeMap<>(), List.of()));
        ImageOnnxExport.write(folder);

        assertThat(OtherTools.run("load_with_mlflow.py", folder)).contains("answered ['logits', 'probabilities']");
    }

    @ParameterizedTest
    @CsvSource({
        "MOBILENET_V2, false, TORCH, 64",
        "MOBILENET_V2, true, TENSORFLOW, 70",
        "MOBILENET_V1_12, false, TENSORFLOW, 64",
        "RESNET18, false, TORCH, 75",
        "RESNET50, false, TORCH, 64",
        "SQUEEZENET1_0, true, CAFFE, 69"
    })
    void gives_our_logits_in_another_runtime(ImageFamily family, boolean folded, PaddingRule padding, int side)
            throws Exception {
        // given
        ImageBackboneConfig config = new ImageBackboneConfig(family, folded, padding, 0);
        ImageClassifierFolder model = classifier(config);
        model.write(folder);
        float[] pixels = normal(2 * 3 * side * side, new Random(11), 0, 1);
        for (int i = 0; i < pixels.length / 2; i++) {
            pixels[i] += 2;
        }

        // when
        Path file = ImageOnnxExport.write(folder);

        // then
        float[] expected = logits(model, pixels, side);
        float[] found = flat(run(file, "logits", pixels, side));
        float size = 10;
        for (float logit : expected) {
            size = Math.max(size, Math.abs(logit));
        }
        float spread = Math.abs(expected[0] - expected[3]);
        assertThat(spread).as("between two pictures").isGreaterThan(1e-3f);
        assertThat(found).containsExactly(expected, within(Math.min(1e-5f * size, 5e-3f * spread)));
        for (float[] row : run(file, "probabilities", pixels, side)) {
            assertThat(row[0] + row[1] + row[2]).isCloseTo(1, within(1e-5f));
        }
    }

    @Test
    void says_in_the_file_how_pictures_are_prepared_and_what_the_outputs_mean() throws Exception {
        classifier(ImageBackboneConfig.torchvision(ImageFamily.SQUEEZENET1_0, 0))
                .write(folder);

        try (OrtSession session = OnnxSessions.open(ImageOnnxExport.write(folder))) {
            Map<String, String> metadata = session.getMetadata().getCustomMetadata();
            assertThat(metadata)
                    .containsEntry("labels", "[\"ant\",\"bee\",\"wasp\"]")
                    .containsEntry("problem_type", "single_label_classification");
            assertThat(new ObjectMapper().readValue(metadata.get("preprocessing"), Preprocessing.class))
                    .isEqualTo(Preprocessing.torchvision());
        }
    }

    private static ImageClassifierFolder classifier(ImageBackboneConfig config) {
        Random random = new Random(3);
        SortedMap<String, HostTensor> weights = new TreeMap<>(
                ImageBackbones.random(config, Preprocessing.torchvision(), 5).weights());
        weights.replaceAll((name, tensor) -> lively(name, tensor, random));
        int features = config.featureSize();
        weights.put(
                ClassifierConfig.HEAD_WEIGHT,
                HostTensor.of(new Shape(3, features), normal(3 * features, random, 0, 0.01)));
        weights.put(ClassifierConfig.HEAD_BIAS, HostTensor.of(new Shape(3), normal(3, random, 0, 1)));
        return new ImageClassifierFolder(
                new ImageClassifierConfig(config, Preprocessing.torchvision(), LABELS, HeadKind.CLASSES), weights);
    }

    /** Statistics and shifts that are none of 0 and 1, and depthwise kernels that keep their input's size. */
    private static HostTensor lively(String name, HostTensor tensor, Random random) {
        int size = (int) tensor.shape().size();
        boolean depthwise = tensor.shape().dimension() == 4 && tensor.shape().get(1) == 1;
        if (tensor.shape().dimension() > 1 && !depthwise) {
            return tensor;
        }
        boolean positive = name.endsWith(".weight") || name.endsWith(".running_var");
        return HostTensor.of(
                tensor.shape(), depthwise ? normal(size, random, 0, 0.5) : normal(size, random, positive ? 1 : 0, 0.1));
    }

    private static float[] normal(int size, Random random, double mean, double deviation) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) (mean + deviation * random.nextGaussian());
        }
        return values;
    }

    private static float[] logits(ImageClassifierFolder model, float[] pixels, int side) {
        try (GradMode off = GradMode.off();
                NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU);
                Parameters weights = new Parameters(manager, model.weights())) {
            NDArray pictures = manager.create(pixels, new Shape(2, 3, side, side));
            NDArray features = new ImageBackbone(model.config().backbone(), weights).features(pictures);
            return Linear.linear(
                            features,
                            weights.get(ClassifierConfig.HEAD_WEIGHT),
                            weights.get(ClassifierConfig.HEAD_BIAS))
                    .singletonOrThrow()
                    .toFloatArray();
        }
    }

    private static float[][] run(Path file, String output, float[] pixels, int side) throws Exception {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = OnnxSessions.open(file);
                OnnxTensor input =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(pixels), new long[] {2, 3, side, side});
                OrtSession.Result result = session.run(Map.of("pixel_values", input))) {
            return (float[][]) result.get(output).orElseThrow().getValue();
        }
    }

    private static float[] flat(float[][] rows) {
        float[] all = new float[rows.length * rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, all, i * rows[0].length, rows[0].length);
        }
        return all;
    }
}
