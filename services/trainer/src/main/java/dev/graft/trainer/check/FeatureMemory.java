package dev.graft.trainer.check;

import dev.graft.learning.text.TextInput;
import dev.graft.platform.json.Hashes;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Features of frozen backbones, kept from run to run: a data set only grows, so most rows of a run were rows of the one
 * before. What was used longest ago goes first. Thread-safe.
 */
final class FeatureMemory {
    private final long capacity;
    private final Map<Key, float[]> features = new LinkedHashMap<>(64, 0.75f, true);
    private long held;

    /** @param capacity numbers that are kept at most; 0 keeps none */
    FeatureMemory(long capacity) {
        this.capacity = capacity;
    }

    /**
     * Whose features they are.
     *
     * @param text hash of the row's text
     */
    record Key(String backbone, int tokens, String text) {
        static Key of(String backbone, int tokens, TextInput input) {
            return new Key(backbone, tokens, hash(input));
        }
    }

    static String hash(TextInput input) {
        String pair = input.pair();
        return pair == null ? Hashes.id(input.text()) : Hashes.id(input.text(), pair);
    }

    synchronized Optional<float[]> find(Key key) {
        return Optional.ofNullable(features.get(key));
    }

    synchronized void keep(Key key, float[] row) {
        float[] before = features.put(key, row);
        held += row.length - (before == null ? 0 : before.length);
        Iterator<float[]> oldest = features.values().iterator();
        while (held > capacity) {
            held -= oldest.next().length;
            oldest.remove();
        }
    }
}
