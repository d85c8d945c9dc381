package dev.graft.learning.image.backbone;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.image.Preprocessing;
import dev.graft.learning.tensor.HostTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A pre-trained convolutional network: what it is, what it wants to see, and its weights.
 *
 * @param name the file's or the folder's
 * @param config the network
 * @param preprocessing what its pictures were prepared with
 * @param weights exactly those of {@link ImageBackboneConfig#shapes()}
 * @param origin where a person finds it; the name where nothing else is known
 * @param licence SPDX identifier in lower case as model cards write it; {@code other} where none is known
 */
public record ImageBackboneFiles(
        String name,
        ImageBackboneConfig config,
        Preprocessing preprocessing,
        SortedMap<String, HostTensor> weights,
        String origin,
        String licence) {

    public ImageBackboneFiles {
        SortedMap<String, Shape> shapes = config.shapes();
        if (!weights.keySet().equals(shapes.keySet())) {
            throw new IllegalArgumentException("backbone " + name + " has other weights than its network");
        }
        weights.forEach((weight, tensor) -> {
            Shape needed = shapes.get(weight);
            if (!tensor.shape().equals(needed)) {
                throw new IllegalArgumentException("backbone " + name + ": the weight " + weight + " is "
                        + tensor.shape() + ", its network needs " + needed);
            }
        });
        weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
    }

    /** The same without the source task's classifier, as transfer uses it. */
    public ImageBackboneFiles headless() {
        ImageBackboneConfig kept = config.headless();
        SortedMap<String, HostTensor> without = new TreeMap<>(weights);
        without.keySet().retainAll(kept.shapes().keySet());
        return new ImageBackboneFiles(name, kept, preprocessing, without, origin, licence);
    }

    /** SHA-256 in hex over network, pre-processing, names and weights: what a run's lineage states. */
    public String sha256() {
        MessageDigest digest = newDigest();
        digest.update(json(List.of(config, preprocessing)));
        ByteBuffer chunk = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        weights.forEach((key, tensor) -> {
            digest.update(key.getBytes(StandardCharsets.UTF_8));
            update(digest, tensor.values(), chunk);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] json(Object value) {
        try {
            return new ObjectMapper().writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of numbers and names can be written as JSON", e);
        }
    }

    private static void update(MessageDigest digest, FloatBuffer values, ByteBuffer chunk) {
        while (values.hasRemaining()) {
            chunk.clear();
            while (values.hasRemaining() && chunk.hasRemaining()) {
                chunk.putFloat(values.get());
            }
            digest.update(chunk.flip());
        }
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
