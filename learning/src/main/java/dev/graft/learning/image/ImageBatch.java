package dev.graft.learning.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import java.nio.FloatBuffer;
import java.util.List;

/** Pictures of the size that a network takes, as one array. */
public final class ImageBatch {

    private ImageBatch() {}

    /**
     * Normalises {@code fitted}, at least one picture, and copies it to the manager's device.
     *
     * @param fitted pictures from {@link Preprocessing#fit} or {@link Augmentation#apply}
     * @return (B, 3, crop, crop), float32
     */
    public static NDArray of(NDManager manager, Preprocessing preprocessing, List<RgbImage> fitted) {
        Shape shape = new Shape(fitted.size()).addAll(preprocessing.shape());
        FloatBuffer values = FloatBuffer.allocate(Math.toIntExact(shape.size()));
        for (RgbImage image : fitted) {
            preprocessing.write(image, values);
        }
        return Parameters.copy(manager, new HostTensor(shape, values.flip()));
    }
}
