package dev.graft.predictor.serving.inference;

import dev.graft.predictor.serving.question.InvalidInput;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values of a tensor in the protocol's binary form: little endian, row by row, without gaps; of BYTES each value after
 * its length in four bytes.
 */
public final class RawTensor {
    private record Kind(int bytes, Function<ByteBuffer, Object> read) {}

    private static final String BYTES = "BYTES";
    private static final int LENGTH_BYTES = 4;
    private static final Map<String, Kind> KINDS = Map.of(
            "BOOL", new Kind(1, buffer -> buffer.get() != 0),
            "INT8", new Kind(1, ByteBuffer::get),
            "UINT8", new Kind(1, buffer -> buffer.get() & 0xff),
            "INT16", new Kind(2, ByteBuffer::getShort),
            "UINT16", new Kind(2, buffer -> buffer.getShort() & 0xffff),
            "INT32", new Kind(4, ByteBuffer::getInt),
            "UINT32", new Kind(4, buffer -> buffer.getInt() & 0xffffffffL),
            "INT64", new Kind(8, ByteBuffer::getLong),
            "FP32", new Kind(4, ByteBuffer::getFloat),
            "FP64", new Kind(8, ByteBuffer::getDouble));

    private RawTensor() {}

    /**
     * The values, of BYTES as {@code byte[]}; numbers are read when they are asked for.
     *
     * @param raw all of what remains in it
     */
    public static List<?> read(@Nullable String name, @Nullable String datatype, ByteBuffer raw) throws InvalidInput {
        if (BYTES.equals(datatype)) {
            return strings(name, raw);
        }
        Kind kind = KINDS.get(String.valueOf(datatype));
        if (kind == null) {
            throw new InvalidInput("'" + name + "' has the datatype " + datatype + "; in binary form only BYTES and "
                    + KINDS.keySet().stream().sorted().toList() + " are read");
        }
        if (raw.remaining() % kind.bytes() != 0) {
            throw new InvalidInput(
                    "'" + name + "' has " + raw.remaining() + " bytes in binary form, which are no whole " + datatype
                            + " values of " + kind.bytes() + " bytes");
        }
        return new Numbers(raw.slice().order(ByteOrder.LITTLE_ENDIAN), kind);
    }

    private static List<?> strings(@Nullable String name, ByteBuffer raw) throws InvalidInput {
        ByteBuffer rest = raw.slice().order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> values = new ArrayList<>();
        while (rest.hasRemaining()) {
            int length = rest.remaining() < LENGTH_BYTES ? -1 : rest.getInt();
            if (length < 0 || length > rest.remaining()) {
                throw new InvalidInput(
                        "'" + name + "' breaks off: in binary form each BYTES value follows its length in"
                                + " four bytes, little endian");
            }
            byte[] value = new byte[length];
            rest.get(value);
            values.add(value);
        }
        return values;
    }

    private static final class Numbers extends AbstractList<Object> {
        private final ByteBuffer raw;
        private final Kind kind;

        Numbers(ByteBuffer raw, Kind kind) {
            this.raw = raw;
            this.kind = kind;
        }

        @Override
        public Object get(int index) {
            raw.position(index * kind.bytes());
            return kind.read().apply(raw);
        }

        @Override
        public int size() {
            return raw.capacity() / kind.bytes();
        }
    }

    /** Strings in binary form. */
    public static byte[] ofStrings(List<String> values) {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        for (String value : values) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            raw.writeBytes(buffer(LENGTH_BYTES).putInt(bytes.length).array());
            raw.writeBytes(bytes);
        }
        return raw.toByteArray();
    }

    /** FP32 values in binary form. */
    public static byte[] ofFloats(List<Float> values) {
        ByteBuffer raw = buffer(values.size() * Float.BYTES);
        values.forEach(raw::putFloat);
        return raw.array();
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
