package dev.graft.learning.tensor;

import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;

/**
 * A float32 tensor in the host's memory, row-major; its values are never written through this view.
 *
 * @param shape the dimensions; a scalar has none
 * @param values {@code shape.size()} numbers from position 0; each call of the accessor gives a buffer of its own
 */
public record HostTensor(Shape shape, FloatBuffer values) {

    public HostTensor {
        if (values.remaining() != shape.size()) {
            throw new IllegalArgumentException(
                    "a tensor of shape " + shape + " needs " + shape.size() + " values, not " + values.remaining());
        }
        values = values.slice().asReadOnlyBuffer();
    }

    /** A tensor over a copy of {@code values}. */
    public static HostTensor of(Shape shape, float... values) {
        return new HostTensor(shape, FloatBuffer.wrap(values.clone()));
    }

    @Override
    public FloatBuffer values() {
        return values.duplicate();
    }

    /** The transposed matrix; fails with {@link IllegalStateException} where this is none. */
    public HostTensor transposed() {
        if (shape.dimension() != 2) {
            throw new IllegalStateException("only a matrix can be transposed, not " + shape);
        }
        int rows = Math.toIntExact(shape.get(0));
        int columns = Math.toIntExact(shape.get(1));
        float[] turned = new float[rows * columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                turned[c * rows + r] = values.get(r * columns + c);
            }
        }
        return new HostTensor(new Shape(columns, rows), FloatBuffer.wrap(turned));
    }
}
