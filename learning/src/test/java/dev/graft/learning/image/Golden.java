package dev.graft.learning.image;

import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Safetensors;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;

/** The pictures and levels that {@code src/test/python/make_image_golden.py} made with Pillow. */
final class Golden {

    private static final Path FOLDER = Path.of("src/test/resources/dev/graft/learning/image");

    private Golden() {}

    static Path file(String name) {
        return FOLDER.resolve(name);
    }

    static RgbImage picture(String name) throws IOException {
        return new ImageDecoder(ImageLimits.DEFAULT).decode(file(name));
    }

    static RgbImage levels(String name) throws IOException {
        HostTensor tensor = Safetensors.read(file("golden.safetensors")).get(name);
        FloatBuffer values = tensor.values();
        byte[] levels = new byte[values.remaining()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) (int) values.get(i);
        }
        return RgbImage.over((int) tensor.shape().get(1), (int) tensor.shape().get(0), levels);
    }

    /** The largest difference of two levels; fails with {@link AssertionError} on another size. */
    static int difference(RgbImage expected, RgbImage actual) {
        if (expected.width() != actual.width() || expected.height() != actual.height()) {
            throw new AssertionError("expected a " + expected + ", not a " + actual);
        }
        int largest = 0;
        for (int i = 0; i < expected.levels().length; i++) {
            largest = Math.max(largest, Math.abs((expected.levels()[i] & 0xff) - (actual.levels()[i] & 0xff)));
        }
        return largest;
    }
}
