package dev.graft.learning.tensor;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The safetensors file format: a length, a JSON header, the tensors' bytes.
 *
 * <p>Written files are byte-stable: names in order, float32, header padded to 8 bytes. Files of others are read with
 * bounds: the header has at most {@value #MAX_HEADER_BYTES} bytes, every tensor lies inside the file and has as many
 * bytes as its shape says; a file that breaks this fails with {@link IOException}. F16, BF16 and F64 become float32;
 * tensors of integers (position ids in old checkpoints) are left out.
 */
public final class Safetensors {

    /** Far above the header of a model with ten thousand tensors, far below what would hurt a small heap. */
    public static final int MAX_HEADER_BYTES = 8 << 20;

    private static final String METADATA = "__metadata__";
    private static final Set<String> INTEGERS = Set.of("I64", "I32", "I16", "I8", "U64", "U32", "U16", "U8", "BOOL");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Safetensors() {}

    /** Writes {@code tensors} and replaces the file where it exists. */
    public static void write(Path file, SortedMap<String, HostTensor> tensors, Map<String, String> metadata)
            throws IOException {
        byte[] header = header(tensors, metadata);
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer chunk = ByteBuffer.allocateDirect(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
            chunk.putLong(header.length);
            drain(chunk, out);
            ByteBuffer text = ByteBuffer.wrap(header);
            while (text.hasRemaining()) {
                out.write(text);
            }
            for (HostTensor tensor : tensors.values()) {
                write(tensor.values(), chunk, out);
            }
        }
    }

    /** Reads every floating-point tensor of a file; the large ones stay mapped, not copied, until they are dropped. */
    public static SortedMap<String, HostTensor> read(Path file) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            long headerLength = readFully(in, 0, 8).getLong();
            if (headerLength < 2 || headerLength > MAX_HEADER_BYTES || headerLength > in.size() - 8) {
                throw new IOException(
                        file + ": a header of " + headerLength + " bytes is outside 2 to " + MAX_HEADER_BYTES);
            }
            JsonNode header = parse(file, readFully(in, 8, (int) headerLength));
            SortedMap<String, HostTensor> tensors = new TreeMap<>();
            for (Map.Entry<String, JsonNode> entry : header.properties()) {
                String type = entry.getValue().path("dtype").asText();
                if (!entry.getKey().equals(METADATA) && !INTEGERS.contains(type)) {
                    tensors.put(entry.getKey(), tensor(file, in, 8 + headerLength, entry));
                }
            }
            return tensors;
        }
    }

    private static byte[] header(SortedMap<String, HostTensor> tensors, Map<String, String> metadata)
            throws JsonProcessingException {
        ObjectNode header = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode notes = header.putObject(METADATA);
            new TreeMap<>(metadata).forEach(notes::put);
        }
        long offset = 0;
        for (Map.Entry<String, HostTensor> entry : tensors.entrySet()) {
            ObjectNode node = header.putObject(entry.getKey());
            node.put("dtype", "F32");
            ArrayNode shape = node.putArray("shape");
            for (long size : entry.getValue().shape().getShape()) {
                shape.add(size);
            }
            long end = offset + Float.BYTES * entry.getValue().shape().size();
            node.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        String text = JSON.writeValueAsString(header);
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        return (text + " ".repeat((8 - length % 8) % 8)).getBytes(StandardCharsets.UTF_8);
    }

    private static void write(FloatBuffer values, ByteBuffer chunk, FileChannel out) throws IOException {
        while (values.hasRemaining()) {
            int count = Math.min(values.remaining(), chunk.capacity() / Float.BYTES);
            chunk.clear();
            FloatBuffer part = values.slice(values.position(), count);
            chunk.asFloatBuffer().put(part);
            chunk.position(count * Float.BYTES);
            values.position(values.position() + count);
            drain(chunk, out);
        }
    }

    private static void drain(ByteBuffer chunk, FileChannel out) throws IOException {
        chunk.flip();
        while (chunk.hasRemaining()) {
            out.write(chunk);
        }
        chunk.clear();
    }

    private static JsonNode parse(Path file, ByteBuffer bytes) throws IOException {
        try {
            JsonNode header = JSON.readTree(StandardCharsets.UTF_8.decode(bytes).toString());
            if (!header.isObject()) {
                throw new IOException(file + ": the safetensors header is not a JSON object");
            }
            return header;
        } catch (JsonProcessingException e) {
            throw new IOException(file + ": the safetensors header is not valid JSON", e);
        }
    }

    private static HostTensor tensor(Path file, FileChannel in, long base, Map.Entry<String, JsonNode> entry)
            throws IOException {
        JsonNode node = entry.getValue();
        JsonNode offsets = node.path("data_offsets");
        long begin = offsets.path(0).asLong(-1);
        long end = offsets.path(1).asLong(-1);
        String type = node.path("dtype").asText();
        Shape shape = shape(file, entry);
        if (begin < 0 || end < begin || end > in.size() - base || end - begin > Integer.MAX_VALUE) {
            throw new IOException(file + ": tensor " + entry.getKey() + " lies outside the file");
        }
        if (end - begin != elementBytes(file, entry.getKey(), type) * shape.size()) {
            throw new IOException(file + ": tensor " + entry.getKey() + " has " + (end - begin) + " bytes, its shape "
                    + shape + " of " + type + " needs another number");
        }
        ByteBuffer bytes =
                in.map(FileChannel.MapMode.READ_ONLY, base + begin, end - begin).order(ByteOrder.LITTLE_ENDIAN);
        return new HostTensor(shape, FloatTypes.toFloat32(type, bytes));
    }

    private static Shape shape(Path file, Map.Entry<String, JsonNode> entry) throws IOException {
        JsonNode node = entry.getValue().path("shape");
        long[] sizes = new long[node.size()];
        long total = 1;
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = node.get(i).asLong(-1);
            if (sizes[i] < 0 || (sizes[i] > 0 && total > Integer.MAX_VALUE / sizes[i])) {
                throw new IOException(file + ": tensor " + entry.getKey() + " has an impossible shape " + node);
            }
            total *= sizes[i];
        }
        return new Shape(sizes);
    }

    private static long elementBytes(Path file, String name, String type) throws IOException {
        return switch (type) {
            case "F64" -> 8;
            case "F32" -> 4;
            case "F16", "BF16" -> 2;
            default -> throw new IOException(file + ": tensor " + name + " has the unknown type '" + type + "'");
        };
    }

    private static ByteBuffer readFully(FileChannel in, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (in.read(bytes, position + bytes.position()) < 0) {
                throw new EOFException("the file ends after " + in.size() + " bytes");
            }
        }
        return bytes.flip();
    }
}
