package dev.graft.learning.image;

import ai.djl.ndarray.types.Shape;
import dev.graft.learning.tensor.HostTensor;
import java.nio.FloatBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a backbone wants its pictures: a value that belongs to the weights and travels with them, as JSON too.
 *
 * <p>The shorter side is resized to {@code resize} (the longer one in proportion, rounded down), the middle square of
 * {@code crop} is kept, and a level p of a colour becomes {@code (p / 255 - mean) / std}.
 *
 * @param resize the shorter side before the crop, in pixels; at least {@code crop}
 * @param resampling the filter of the resizing
 * @param crop side of the network's input, in pixels, 1 to {@value #MAX_SIDE}
 * @param order of the channels
 * @param mean of red, green and blue (in this order whatever {@code order} says), in units of the full level
 * @param std likewise, above 0
 */
public record Preprocessing(
        int resize, Resampling resampling, int crop, ChannelOrder order, List<Double> mean, List<Double> std) {

    /** The largest side. */
    public static final int MAX_SIDE = 4096;

    private static final double FULL = 255;

    public Preprocessing {
        if (crop < 1 || crop > resize || resize > MAX_SIDE) {
            throw new IllegalArgumentException("a crop of " + crop + " from a shorter side of " + resize
                    + " pixels; needed: 1 <= crop <= resize <= " + MAX_SIDE);
        }
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (mean.size() != RgbImage.CHANNELS || std.size() != RgbImage.CHANNELS) {
            throw new IllegalArgumentException("mean and std need a number for red, green and blue each");
        }
        if (!mean.stream().allMatch(Double::isFinite) || !std.stream().allMatch(s -> Double.isFinite(s) && s > 0)) {
            throw new IllegalArgumentException("mean " + mean + " must be finite, std " + std + " also positive");
        }
    }

    /** What is done to a picture, step by step, in words. */
    public List<String> steps() {
        return List.of("resize to " + resize, "crop to " + crop, "normalise by " + mean + " and " + std);
    }

    /** What torchvision's first ImageNet weights, and most of timm's, were trained with: 256, then 224. */
    public static Preprocessing torchvision() {
        return new Preprocessing(
                256, Resampling.BILINEAR, 224, ChannelOrder.RGB, List.of(.485, .456, .406), List.of(.229, .224, .225));
    }

    /** TensorFlow's MobileNets: levels in [-1, 1]; 256, then 224. */
    public static Preprocessing tensorflow() {
        return new Preprocessing(
                256, Resampling.BILINEAR, 224, ChannelOrder.RGB, List.of(.5, .5, .5), List.of(.5, .5, .5));
    }

    /** Caffe's networks: blue first, levels 0 to 255 less the mean picture's; 256, then {@code crop}. */
    public static Preprocessing caffe(int crop) {
        double level = 1 / FULL;
        return new Preprocessing(
                256,
                Resampling.BILINEAR,
                crop,
                ChannelOrder.BGR,
                List.of(123 * level, 117 * level, 104 * level),
                List.of(level, level, level));
    }

    /** The shape (3, crop, crop) of one picture. */
    public Shape shape() {
        return new Shape(RgbImage.CHANNELS, crop, crop);
    }

    /** The resized and cropped picture. */
    public RgbImage fit(RgbImage image) {
        return fit(image, resize, null);
    }

    /** The picture with a shorter side of {@code side} pixels, and of it {@code kept}, or the middle where null. */
    RgbImage fit(RgbImage image, int side, @Nullable Box kept) {
        int width = image.width() <= image.height() ? side : scaled(image.width(), image.height(), side);
        int height = image.width() <= image.height() ? scaled(image.height(), image.width(), side) : side;
        Box box = kept == null ? Box.centre(width, height, crop) : kept;
        return Resizer.resize(image, resampling, width, height, box);
    }

    static int scaled(int longer, int shorter, int side) {
        return (int) Math.min(Integer.MAX_VALUE, (long) side * longer / shorter);
    }

    /** The network's input (3, crop, crop) for a decoded picture. */
    public HostTensor tensor(RgbImage image) {
        FloatBuffer values = FloatBuffer.allocate((int) shape().size());
        write(fit(image), values);
        return new HostTensor(shape(), values.flip());
    }

    /** Writes the normalised channels of a picture that is {@code crop} pixels wide and high, one after the other. */
    void write(RgbImage fitted, FloatBuffer target) {
        if (fitted.width() != crop || fitted.height() != crop) {
            throw new IllegalArgumentException(fitted + " is not " + crop + "x" + crop);
        }
        byte[] levels = fitted.levels();
        for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
            int colour = order.colour(channel);
            float[] values = values(colour);
            for (int at = colour; at < levels.length; at += RgbImage.CHANNELS) {
                target.put(values[levels[at] & 0xff]);
            }
        }
    }

    private float[] values(int colour) {
        float[] values = new float[256];
        for (int level = 0; level < values.length; level++) {
            values[level] = (float) ((level / FULL - mean.get(colour)) / std.get(colour));
        }
        return values;
    }
}
