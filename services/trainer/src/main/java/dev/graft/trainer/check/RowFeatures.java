package dev.graft.trainer.check;

import dev.graft.learning.check.FeatureExtractor;
import dev.graft.learning.text.TextInput;
import dev.graft.trainer.check.FeatureMemory.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The features that one backbone has for the rows of a check. All are computed when the first are asked for, so that a
 * backbone is loaded once, only while it is needed, and not at all where every row is remembered.
 */
final class RowFeatures implements FeatureExtractor {
    /** Rows between two looks at the stop signal. */
    private static final int CHUNK = 32;

    private final String backbone;
    private final int tokens;
    private final List<TextInput> texts;
    private final FrozenFeatures source;
    private final FeatureMemory memory;
    private final CheckPace pace;
    private float[][] all = {};

    RowFeatures(
            String backbone,
            int tokens,
            List<TextInput> texts,
            FrozenFeatures source,
            FeatureMemory memory,
            CheckPace pace) {
        this.backbone = backbone;
        this.tokens = tokens;
        this.texts = texts;
        this.source = source;
        this.memory = memory;
        this.pace = pace;
    }

    @Override
    public float[][] extract(int[] rows) {
        if (all.length == 0) {
            all = compute();
        }
        return Arrays.stream(rows).mapToObj(row -> all[row]).toArray(float[][]::new);
    }

    private float[][] compute() {
        float[][] features = new float[texts.size()][];
        List<Integer> missing = new ArrayList<>();
        for (int row = 0; row < features.length; row++) {
            Optional<float[]> known = memory.find(key(row));
            if (known.isPresent()) {
                features[row] = known.get();
            } else {
                missing.add(row);
            }
        }
        pace.computed(features.length - missing.size());
        if (!missing.isEmpty()) {
            missing.sort(Comparator.comparingInt(row -> texts.get(row).text().length()));
            compute(missing, features);
        }
        return features;
    }

    private void compute(List<Integer> missing, float[][] features) {
        pace.requireGoing();
        try (FrozenFeatures.Open open = source.open(backbone, tokens)) {
            for (int start = 0; start < missing.size(); start += CHUNK) {
                pace.requireGoing();
                List<Integer> chunk = missing.subList(start, Math.min(start + CHUNK, missing.size()));
                float[][] computed = open.of(chunk.stream().map(texts::get).toList());
                for (int i = 0; i < computed.length; i++) {
                    features[chunk.get(i)] = computed[i];
                    memory.keep(key(chunk.get(i)), computed[i]);
                }
                pace.computed(chunk.size());
            }
        }
    }

    private Key key(int row) {
        return Key.of(backbone, tokens, texts.get(row));
    }
}
