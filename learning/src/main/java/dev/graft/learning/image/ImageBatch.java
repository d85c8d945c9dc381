package dev.graft.learning.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Pictures of the size that a network takes, as one array that is made when it is first asked for: a pass over cached
 * activations decodes and cuts no picture. For one thread.
 */
public final class ImageBatch {

    private final Supplier<NDArray> maker;
    private @Nullable NDArray pixels;

    private ImageBatch(Supplier<NDArray> maker) {
        this.maker = maker;
    }

    /** A batch of pictures (B, 3, H, W) that are normalised already. */
    public static ImageBatch of(NDArray pixels) {
        return new ImageBatch(() -> pixels);
    }

    /**
     * A batch whose array belongs to {@code manager}.
     *
     * @param fitted gives pictures of {@link Preprocessing#fit} or {@link Augmentation#apply}, at least one
     */
    public static ImageBatch of(NDManager manager, Preprocessing preprocessing, Supplier<List<RgbImage>> fitted) {
        return new ImageBatch(() -> normalised(manager, preprocessing, fitted.get()));
    }

    /** (B, 3, crop, crop), float32. */
    public NDArray pixels() {
        NDArray array = pixels;
        if (array == null) {
            array = maker.get();
            pixels = array;
        }
        return array;
    }

    private static NDArray normalised(NDManager manager, Preprocessing preprocessing, List<RgbImage> fitted) {
        Shape shape = new Shape(fitted.size()).addAll(preprocessing.shape());
        FloatBuffer values = FloatBuffer.allocate(Math.toIntExact(shape.size()));
        for (RgbImage image : fitted) {
            preprocessing.write(image, values);
        }
        return Parameters.copy(manager, new HostTensor(shape, values.flip()));
    }
}
