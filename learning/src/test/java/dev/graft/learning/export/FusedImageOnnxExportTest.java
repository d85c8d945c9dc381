package dev.graft.learning.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import dev.graft.learning.OnnxSessions;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.image.ChannelOrder;
import dev.graft.learning.image.ImageRows;
import dev.graft.learning.image.Preprocessing;
import dev.graft.learning.image.Resampling;
import dev.graft.learning.image.RgbImage;
import dev.graft.learning.image.backbone.ImageBackboneConfig;
import dev.graft.learning.image.backbone.ImageBackboneFiles;
import dev.graft.learning.image.backbone.ImageBackbones;
import dev.graft.learning.image.backbone.ImageFamily;
import dev.graft.learning.imagemodel.FusedImageFolder;
import dev.graft.learning.imagemodel.ImageClassifier;
import dev.graft.learning.imagemodel.ImageHead;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.model.ModelCard;
import dev.graft.learning.strategy.StrategyAdvisor;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An exported classifier on several image networks in onnxruntime against our own ones. */
class FusedImageOnnxExportTest {

    private static final Preprocessing SMALL =
            new Preprocessing(40, Resampling.BILINEAR, 40, ChannelOrder.RGB, List.of(.5, .5, .5), List.of(.5, .5, .5));
    private static final Preprocessing LARGER =
            new Preprocessing(64, Resampling.BICUBIC, 56, ChannelOrder.BGR, List.of(.4, .5, .6), List.of(.2, .3, .4));

    @TempDir
    Path folder;

    @Test
    void gives_our_answers_in_another_runtime_though_two_networks_have_the_same_weights_names() throws Exception {
        // given
        FusedImageFolder model = ImageHead.on(
                List.of(
                        network("first", ImageFamily.RESNET18, SMALL, 1),
                        network("second", ImageFamily.RESNET18, LARGER, 2),
                        network("third", ImageFamily.SQUEEZENET1_0, LARGER, 3)),
                StrategyAdvisor.fusion(List.of("second", "third")),
                List.of("ant", "bee", "wasp"),
                HeadKind.CLASSES,
                4);
        model.write(folder, new ModelCard("t", "t", "other", "t", new TreeMap<>(), List.of()));
        List<RgbImage> pictures = List.of(picture(1), picture(2));

        // when
        Path file = ImageOnnxExport.write(folder);

        // then
        float[][] logits;
        float[][] probabilities;
        try (ImageClassifier classifier = ImageClassifier.load(folder, DeviceChoice.CPU)) {
            logits = classifier.logits(pictures);
            probabilities = classifier.probabilities(pictures);
        }
        try (OrtSession session = OnnxSessions.open(file)) {
            assertThat(session.getInputNames())
                    .containsExactlyInAnyOrder("first.pixel_values", "second.pixel_values", "third.pixel_values");
            assertThat(session.getMetadata().getCustomMetadata().get("preprocessing"))
                    .startsWith("{\"first\":{");
            float[][] found = run(session, "logits", model, pictures);
            float[][] shares = run(session, "probabilities", model, pictures);
            for (int i = 0; i < logits.length; i++) {
                assertThat(found[i]).containsExactly(logits[i], within(1e-5f));
                assertThat(shares[i]).containsExactly(probabilities[i], within(1e-5f));
            }
        }
    }

    private static float[][] run(OrtSession session, String output, FusedImageFolder model, List<RgbImage> pictures)
            throws Exception {
        Map<String, OnnxTensor> feed = new HashMap<>();
        try (NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU)) {
            for (ImageBackboneFiles files : model.backbones()) {
                int side = files.preprocessing().crop();
                float[] pixels = ImageRows.of(pictures, files.preprocessing())
                        .batch(manager, new int[] {0, 1})
                        .pixels()
                        .toFloatArray();
                feed.put(
                        files.name() + ".pixel_values",
                        OnnxTensor.createTensor(
                                OrtEnvironment.getEnvironment(), FloatBuffer.wrap(pixels), new long[] {2, 3, side, side
                                }));
            }
            try (OrtSession.Result result = session.run(feed)) {
                return (float[][]) result.get(output).orElseThrow().getValue();
            }
        } finally {
            feed.values().forEach(OnnxTensor::close);
        }
    }

    private static ImageBackboneFiles network(String name, ImageFamily family, Preprocessing preprocessing, long seed) {
        ImageBackboneFiles random =
                ImageBackbones.random(ImageBackboneConfig.torchvision(family, 0), preprocessing, seed);
        return new ImageBackboneFiles(
                name, random.config(), preprocessing, random.weights(), random.origin(), random.licence());
    }

    private static RgbImage picture(long seed) {
        byte[] levels = new byte[80 * 70 * 3];
        new Random(seed).nextBytes(levels);
        return RgbImage.of(80, 70, levels);
    }
}
