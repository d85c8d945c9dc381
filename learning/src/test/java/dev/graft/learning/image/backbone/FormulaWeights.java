package dev.graft.learning.image.backbone;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.tensor.HostTensor;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** Weights and pictures by the formula of {@code src/test/python/make_backbone_golden.py}. */
final class FormulaWeights {

    private static final Path GOLDEN = Path.of("src/test/resources/dev/graft/learning/image/backbone/golden.json");

    private FormulaWeights() {}

    /** What the script wrote for a network. */
    static JsonNode golden(String name) throws IOException {
        for (JsonNode entry : new ObjectMapper().readTree(GOLDEN.toFile()).path("cases")) {
            if (entry.path("name").asText().equals(name)) {
                return entry;
            }
        }
        throw new IllegalArgumentException(name);
    }

    /** The tensors of a network's file, by the file's names. */
    static SortedMap<String, HostTensor> of(JsonNode shapes) {
        SortedMap<String, HostTensor> weights = new TreeMap<>();
        shapes.properties().forEach(entry -> {
            long[] sizes = new long[entry.getValue().size()];
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] = entry.getValue().get(i).asLong();
            }
            weights.put(entry.getKey(), weight(entry.getKey(), new Shape(sizes)));
        });
        return weights;
    }

    static HostTensor weight(String name, Shape shape) {
        FloatBuffer noise = noise(name, shape).values();
        float scale = 0.1f;
        float offset = 0;
        if (shape.dimension() > 1) {
            scale = (float) Math.sqrt(6.0 / (shape.size() / (double) shape.get(0)));
        } else if (name.endsWith("running_var")) {
            scale = 0.5f;
            offset = 1;
        } else if (name.endsWith(".weight")) {
            offset = 1;
        }
        float[] values = new float[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = offset + scale * noise.get(i);
        }
        return HostTensor.of(shape, values);
    }

    /** Uniform in [-1, 1). */
    static HostTensor noise(String name, Shape shape) {
        CRC32 sum = new CRC32();
        sum.update(name.getBytes(StandardCharsets.UTF_8));
        float[] values = new float[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            int h = i * 0x9E3779B9 + (int) sum.getValue();
            h = (h ^ h >>> 16) * 0x85EBCA6B;
            h = (h ^ h >>> 13) * 0xC2B2AE35;
            h ^= h >>> 16;
            values[i] = (float) ((h >>> 8) / (double) (1 << 23) - 1);
        }
        return HostTensor.of(shape, values);
    }
}
