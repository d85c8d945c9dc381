package dev.graft.learning.tensor;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** The floating-point types that weights are stored in, read as float32. */
public final class FloatTypes {

    private FloatTypes() {}

    /**
     * The numbers in {@code bytes}, in its byte order; of F32 a view.
     *
     * @param type as safetensors files name it: F16, BF16, F32 or F64; {@link IllegalArgumentException} on others
     */
    public static FloatBuffer toFloat32(String type, ByteBuffer bytes) {
        return switch (type) {
            case "F32" -> bytes.asFloatBuffer();
            case "F64" -> fromDouble(bytes);
            case "F16" -> fromHalf(bytes);
            case "BF16" -> fromBrain(bytes);
            default -> throw new IllegalArgumentException("no floating-point type: " + type);
        };
    }

    private static FloatBuffer fromDouble(ByteBuffer bytes) {
        float[] values = new float[bytes.remaining() / Double.BYTES];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) bytes.getDouble(i * Double.BYTES);
        }
        return FloatBuffer.wrap(values);
    }

    private static FloatBuffer fromBrain(ByteBuffer bytes) {
        float[] values = new float[bytes.remaining() / Short.BYTES];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.intBitsToFloat(bytes.getShort(i * Short.BYTES) << 16);
        }
        return FloatBuffer.wrap(values);
    }

    private static FloatBuffer fromHalf(ByteBuffer bytes) {
        float[] values = new float[bytes.remaining() / Short.BYTES];
        for (int i = 0; i < values.length; i++) {
            values[i] = half(bytes.getShort(i * Short.BYTES));
        }
        return FloatBuffer.wrap(values);
    }

    /** IEEE 754 binary16: 1 sign, 5 exponent (bias 15), 10 fraction bits. */
    static float half(short bits) {
        int exponent = bits >>> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        float magnitude;
        if (exponent == 0) {
            magnitude = fraction * 0x1p-24f;
        } else if (exponent == 31) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            magnitude = Math.scalb(1f + fraction * 0x1p-10f, exponent - 15);
        }
        return bits < 0 ? -magnitude : magnitude;
    }
}
