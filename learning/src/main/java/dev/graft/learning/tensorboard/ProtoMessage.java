package dev.graft.learning.tensorboard;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A protocol-buffer message in the making, built field by field in the order of their numbers. */
final class ProtoMessage {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CodedOutputStream fields = CodedOutputStream.newInstance(bytes);

    ProtoMessage number(int field, long value) {
        return put(() -> fields.writeInt64(field, value));
    }

    ProtoMessage number(int field, double value) {
        return put(() -> fields.writeDouble(field, value));
    }

    ProtoMessage number(int field, float value) {
        return put(() -> fields.writeFloat(field, value));
    }

    ProtoMessage text(int field, String value) {
        return put(() -> fields.writeString(field, value));
    }

    ProtoMessage message(int field, ProtoMessage value) {
        return put(() -> fields.writeByteArray(field, value.toByteArray()));
    }

    /** Adds the other's fields to this message's. */
    ProtoMessage with(ProtoMessage other) {
        return put(() -> fields.writeRawBytes(other.toByteArray()));
    }

    byte[] toByteArray() {
        put(fields::flush);
        return bytes.toByteArray();
    }

    private ProtoMessage put(Write write) {
        try {
            write.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
    }

    /** Writes a field. */
    private interface Write {
        void run() throws IOException;
    }
}
