package dev.graft.dataprep.testing;

import dev.graft.dataprep.check.FrozenFeatures;
import java.util.List;
import java.util.Random;

/** Features without a network: a text's vector is the sum of its words', which are drawn by their hashes. */
public final class WordFeatures implements FrozenFeatures<String> {
    private static final int WIDTH = 32;

    private int texts;

    /** How many texts were embedded so far. */
    public int texts() {
        return texts;
    }

    @Override
    public Source<String> of(String backbone) {
        return new Source<>() {
            @Override
            public String backbone() {
                return "words";
            }

            @Override
            public int layers() {
                return 6;
            }

            @Override
            public float[][] of(List<String> rows) {
                texts += rows.size();
                return rows.stream().map(WordFeatures::vector).toArray(float[][]::new);
            }
        };
    }

    private static float[] vector(String text) {
        float[] vector = new float[WIDTH];
        for (String word : text.split(" ")) {
            Random random = new Random(word.hashCode());
            for (int i = 0; i < WIDTH; i++) {
                vector[i] += (float) random.nextGaussian();
            }
        }
        return vector;
    }
}
