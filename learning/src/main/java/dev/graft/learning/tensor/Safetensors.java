package dev.graft.learning.tensor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
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

    static final String METADATA = "__metadata__";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Safetensors() {}

    /**
     * Writes {@code tensors}; a file that is there is replaced as a whole at the end, so tensors that are mapped from it
     * stay readable, and may be among those that are written.
     */
    public static void write(Path file, SortedMap<String, HostTensor> tensors, Map<String, String> metadata)
            throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        writeAll(partial, tensors, metadata);
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void writeAll(Path file, SortedMap<String, HostTensor> tensors, Map<String, String> metadata)
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
        return new SafetensorsReader(file).readAll().floats();
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
}
