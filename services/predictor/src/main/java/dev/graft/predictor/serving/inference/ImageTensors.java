package dev.graft.predictor.serving.inference;

import dev.graft.predictor.serving.Input;
import dev.graft.predictor.serving.question.InvalidInput;
import dev.graft.predictor.serving.question.StringInputs;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * Pictures as tensors of pixels, of shape [n, 3, height, width] or [n, height, width, 3], red, green, blue: FP32 from 0 to 1
 * or UINT8 from 0 to 255. They are what a file would say, in eight bits a colour, and the model prepares them as it does
 * files: it scales, crops and normalises. Where both the second and the last size are 3 the colours come first.
 */
final class ImageTensors {
    static final String WANTED =
            "a tensor of pixels, FP32 from 0 to 1 or UINT8 from 0 to 255, shape [n, 3, height, width]"
                    + " or [n, height, width, 3], not normalised, at most " + ImageTensors.MAX_PIXELS
                    + " pixels together";

    private static final int COLOURS = 3;
    private static final int MAX_PIXELS = 4_000_000;

    /** What a value has to be multiplied with, by datatype. */
    private static final Map<String, Double> SCALES = Map.of("FP32", 255.0, "UINT8", 1.0);

    private final int height;
    private final int width;
    private final boolean coloursFirst;
    private final double scale;
    private final List<?> data;

    private ImageTensors(int height, int width, boolean coloursFirst, double scale, List<?> data) {
        this.height = height;
        this.width = width;
        this.coloursFirst = coloursFirst;
        this.scale = scale;
        this.data = data;
    }

    static boolean areIn(Tensor tensor) {
        return SCALES.containsKey(String.valueOf(tensor.datatype()));
    }

    static List<Input> of(Tensor tensor) throws InvalidInput {
        List<Long> shape = tensor.shape();
        Double scale = SCALES.get(String.valueOf(tensor.datatype()));
        if (scale == null
                || shape == null
                || shape.size() != 4
                || shape.stream().anyMatch(Objects::isNull)) {
            throw new InvalidInput("send " + WANTED);
        }
        boolean coloursFirst = shape.get(1) == COLOURS;
        long height = shape.get(coloursFirst ? 2 : 1);
        long width = shape.get(coloursFirst ? 3 : 2);
        long count = shape.get(0);
        if (!coloursFirst && shape.get(3) != COLOURS
                || Math.min(height, width) < 1
                || Math.max(height, width) > MAX_PIXELS
                || count < 1
                || count > StringInputs.MAX_IMAGES
                || count * height * width > MAX_PIXELS) {
            throw new InvalidInput("send " + WANTED + ", of 1 to " + StringInputs.MAX_IMAGES + " images");
        }
        List<?> flat = flat(tensor.data(), (int) (count * height * width * COLOURS));
        ImageTensors images = new ImageTensors((int) height, (int) width, coloursFirst, scale, flat);
        List<Input> inputs = new ArrayList<>();
        for (int image = 0; image < count; image++) {
            inputs.add(images.image(image));
        }
        return inputs;
    }

    private static List<?> flat(@Nullable List<?> data, int values) throws InvalidInput {
        if (data != null && data.size() == values) {
            return data;
        }
        List<Object> flat = new ArrayList<>();
        if (data == null || !flatten(data, flat, values) || flat.size() != values) {
            throw new InvalidInput("the tensor's shape says " + values + " values, and it does not hold as many");
        }
        return flat;
    }

    private static boolean flatten(List<?> nested, List<Object> flat, int most) {
        for (Object each : nested) {
            if (each instanceof List<?> inner) {
                if (!flatten(inner, flat, most)) {
                    return false;
                }
            } else {
                flat.add(each);
            }
            if (flat.size() > most) {
                return false;
            }
        }
        return true;
    }

    private Input image(int index) throws InvalidInput {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int first = index * height * width * COLOURS;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int rgb = 0;
                for (int colour = 0; colour < COLOURS; colour++) {
                    int at = coloursFirst ? (colour * height + y) * width + x : (y * width + x) * COLOURS + colour;
                    rgb = rgb << Byte.SIZE | level(first + at);
                }
                picture.setRGB(x, y, rgb);
            }
        }
        return new Input.Image(Base64.getEncoder().encodeToString(png(picture)));
    }

    private int level(int at) throws InvalidInput {
        double level = data.get(at) instanceof Number number ? number.doubleValue() * scale : Double.NaN;
        if (!(level >= 0 && level <= 255)) {
            throw new InvalidInput("value " + at + " of the tensor is no level of a colour: send " + WANTED);
        }
        return (int) Math.round(level);
    }

    private static byte[] png(BufferedImage picture) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }
}
