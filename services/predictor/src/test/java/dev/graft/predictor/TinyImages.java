package dev.graft.predictor;

import ai.djl.ndarray.types.Shape;
import dev.graft.learning.image.ChannelOrder;
import dev.graft.learning.image.Preprocessing;
import dev.graft.learning.image.Resampling;
import dev.graft.learning.image.backbone.ImageBackboneConfig;
import dev.graft.learning.image.backbone.ImageBackbones;
import dev.graft.learning.image.backbone.ImageFamily;
import dev.graft.learning.imagemodel.ImageClassifierConfig;
import dev.graft.learning.imagemodel.ImageClassifierFolder;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.tensor.HostTensor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/** A real network with weights drawn at random, and pictures of one colour. */
final class TinyImages {
    private static final int SIDE = 48;

    private TinyImages() {}

    /** A model that says {@code warm} of every picture. */
    static Path write(Path folder) throws IOException {
        Preprocessing preprocessing = new Preprocessing(
                SIDE, Resampling.BILINEAR, SIDE, ChannelOrder.RGB, List.of(.5, .5, .5), List.of(.5, .5, .5));
        ImageBackboneConfig network = ImageBackboneConfig.torchvision(ImageFamily.SQUEEZENET1_0, 0);
        TreeMap<String, HostTensor> weights =
                new TreeMap<>(ImageBackbones.random(network, preprocessing, 5).weights());
        int width = network.featureSize();
        weights.put(ClassifierConfig.HEAD_WEIGHT, HostTensor.of(new Shape(2, width), new float[2 * width]));
        weights.put(ClassifierConfig.HEAD_BIAS, HostTensor.of(new Shape(2), 0, 1));
        ImageClassifierConfig config =
                new ImageClassifierConfig(network, preprocessing, List.of("cold", "warm"), HeadKind.CLASSES);
        new ImageClassifierFolder(config, weights).write(folder);
        return folder;
    }

    /** A black PNG file in Base64: small, however many pixels it states. */
    static String png(int width, int height) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY), "png", file);
        return Base64.getEncoder().encodeToString(file.toByteArray());
    }

    /** A PNG file in Base64 that no compression makes smaller than its pixels. */
    static String noise(int side, long seed) throws IOException {
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(seed);
        for (int pixel = 0; pixel < side * side; pixel++) {
            picture.setRGB(pixel % side, pixel / side, random.nextInt());
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", file);
        return Base64.getEncoder().encodeToString(file.toByteArray());
    }
}
