package dev.graft.learning.tensor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Safetensors cut into several files beside an index: its {@code weight_map} says which file holds which tensor.
 *
 * <p>The index is believed as little as the files: a shard is a plain name in the index's own folder, and every tensor
 * of the map is in the shard that the map says. As in single files, tensors of integers are left out.
 */
public final class ShardedSafetensors {

    /** The usual name of the index. */
    public static final String INDEX = "model.safetensors.index.json";

    private static final long MAX_INDEX_BYTES = Safetensors.MAX_HEADER_BYTES;

    private ShardedSafetensors() {}

    /** Reads every floating-point tensor that the index names; {@link IOException} where index or shards are broken. */
    public static SortedMap<String, HostTensor> read(Path index) throws IOException {
        Path folder = index.toAbsolutePath().normalize().getParent();
        if (folder == null) {
            throw new IOException(index + " is no file");
        }
        Map<String, SafetensorsReader.Content> shards = new TreeMap<>();
        SortedMap<String, HostTensor> tensors = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : weightMap(index).properties()) {
            String shard = entry.getValue().asText();
            SafetensorsReader.Content content = shards.get(shard);
            if (content == null) {
                content = new SafetensorsReader(inside(index, folder, shard)).readAll();
                shards.put(shard, content);
            }
            HostTensor tensor = content.floats().get(entry.getKey());
            if (tensor != null) {
                tensors.put(entry.getKey(), tensor);
            } else if (!content.integers().contains(entry.getKey())) {
                throw new IOException(index + ": the shard " + shard + " lacks the tensor " + entry.getKey());
            }
        }
        return tensors;
    }

    private static JsonNode weightMap(Path index) throws IOException {
        if (Files.size(index) > MAX_INDEX_BYTES) {
            throw new IOException(index + " has more than " + MAX_INDEX_BYTES + " bytes");
        }
        try {
            JsonNode map = new ObjectMapper().readTree(index.toFile()).path("weight_map");
            if (!map.isObject() || map.isEmpty()) {
                throw new IOException(index + " has no weight_map");
            }
            return map;
        } catch (JsonProcessingException e) {
            throw new IOException(index + " is not valid JSON", e);
        }
    }

    private static Path inside(Path index, Path folder, String shard) throws IOException {
        Path file = folder.resolve(shard).normalize();
        if (!folder.equals(file.getParent()) || !shard.equals(String.valueOf(file.getFileName()))) {
            throw new IOException(index + ": the shard '" + shard + "' is not a file of its folder");
        }
        return file;
    }
}
