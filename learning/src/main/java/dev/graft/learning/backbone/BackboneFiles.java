package dev.graft.learning.backbone;

import ai.djl.ndarray.types.Shape;
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
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a pre-trained encoder.
 *
 * @param name as {@link Backbones} knows it, or the folder's name
 * @param config its family, sizes and pooling
 * @param weights exactly the weights of {@link BertConfig#shapes()}, by their Hugging Face names
 * @param tokenizer the content of {@code tokenizer.json}
 * @param origin where a person finds it: a model id on the Hugging Face hub; the name where none is known
 * @param licence SPDX identifier in lower case as model cards write it; {@code other} where none is known
 * @param normalised whether its authors scale pooled vectors to length 1 before they compare them
 */
public record BackboneFiles(
        String name,
        BertConfig config,
        SortedMap<String, HostTensor> weights,
        String tokenizer,
        String origin,
        String licence,
        boolean normalised) {

    /** A backbone whose authors say nothing of scaled vectors. */
    public BackboneFiles(
            String name,
            BertConfig config,
            SortedMap<String, HostTensor> weights,
            String tokenizer,
            String origin,
            String licence) {
        this(name, config, weights, tokenizer, origin, licence, false);
    }

    public BackboneFiles {
        SortedMap<String, HostTensor> kept = new TreeMap<>();
        for (Map.Entry<String, Shape> expected : config.shapes().entrySet()) {
            HostTensor tensor = weights.get(expected.getKey());
            if (tensor == null) {
                throw new IllegalArgumentException("backbone " + name + " lacks the weight " + expected.getKey()
                        + "; is it a " + config.family().modelType() + " encoder?");
            }
            if (!tensor.shape().equals(expected.getValue())) {
                throw new IllegalArgumentException("backbone " + name + ": the weight " + expected.getKey() + " is "
                        + tensor.shape() + ", its config.json says " + expected.getValue());
            }
            kept.put(expected.getKey(), tensor);
        }
        weights = Collections.unmodifiableSortedMap(kept);
    }

    /** The licence of a model on these backbones: the one that all have, else {@code other}. */
    public static String licence(List<BackboneFiles> backbones) {
        List<String> licences =
                backbones.stream().map(BackboneFiles::licence).distinct().toList();
        return licences.size() == 1 ? licences.get(0) : "other";
    }

    /** SHA-256 in hex over names, weights and tokenizer: what a run's lineage states about its backbone. */
    public String sha256() {
        MessageDigest digest = newDigest();
        ByteBuffer chunk = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        weights.forEach((key, tensor) -> {
            digest.update(key.getBytes(StandardCharsets.UTF_8));
            update(digest, tensor.values(), chunk);
        });
        digest.update(tokenizer.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
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
