package dev.graft.learning.tensor;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads one safetensors file and believes nothing that it says about itself. */
final class SafetensorsReader {

    private static final Set<String> INTEGERS = Set.of("I64", "I32", "I16", "I8", "U64", "U32", "U16", "U8", "BOOL");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Path file;

    SafetensorsReader(Path file) {
        this.file = file;
    }

    /** A file's floating-point tensors, and the names of the others. */
    record Content(SortedMap<String, HostTensor> floats, Set<String> integers) {}

    Content readAll() throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            long headerLength = readFully(in, 0, 8).getLong();
            if (headerLength < 2 || headerLength > Safetensors.MAX_HEADER_BYTES || headerLength > in.size() - 8) {
                throw new IOException(file + ": a header of " + headerLength + " bytes is outside 2 to "
                        + Safetensors.MAX_HEADER_BYTES);
            }
            JsonNode header = parse(readFully(in, 8, (int) headerLength));
            Content content = new Content(new TreeMap<>(), new HashSet<>());
            for (Map.Entry<String, JsonNode> entry : header.properties()) {
                if (INTEGERS.contains(entry.getValue().path("dtype").asText())) {
                    content.integers().add(entry.getKey());
                } else if (!entry.getKey().equals(Safetensors.METADATA)) {
                    content.floats().put(entry.getKey(), tensor(in, 8 + headerLength, entry));
                }
            }
            return content;
        }
    }

    private JsonNode parse(ByteBuffer bytes) throws IOException {
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

    private HostTensor tensor(FileChannel in, long base, Map.Entry<String, JsonNode> entry) throws IOException {
        JsonNode node = entry.getValue();
        JsonNode offsets = node.path("data_offsets");
        long begin = offsets.path(0).asLong(-1);
        long end = offsets.path(1).asLong(-1);
        String type = node.path("dtype").asText();
        Shape shape = shape(entry);
        if (begin < 0 || end < begin || end > in.size() - base || end - begin > Integer.MAX_VALUE) {
            throw new IOException(file + ": tensor " + entry.getKey() + " lies outside the file");
        }
        if (end - begin != elementBytes(entry.getKey(), type) * shape.size()) {
            throw new IOException(file + ": tensor " + entry.getKey() + " has " + (end - begin) + " bytes, its shape "
                    + shape + " of " + type + " needs another number");
        }
        ByteBuffer bytes =
                in.map(FileChannel.MapMode.READ_ONLY, base + begin, end - begin).order(ByteOrder.LITTLE_ENDIAN);
        return new HostTensor(shape, FloatTypes.toFloat32(type, bytes));
    }

    private Shape shape(Map.Entry<String, JsonNode> entry) throws IOException {
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

    private long elementBytes(String name, String type) throws IOException {
        return switch (type) {
            case "F64" -> 8;
            case "F32" -> 4;
            case "F16", "BF16" -> 2;
            default -> throw new IOException(file + ": tensor " + name + " has the unknown type '" + type + "'");
        };
    }

    private ByteBuffer readFully(FileChannel in, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (in.read(bytes, position + bytes.position()) < 0) {
                throw new EOFException(file + " ends after " + in.size() + " bytes");
            }
        }
        return bytes.flip();
    }
}
