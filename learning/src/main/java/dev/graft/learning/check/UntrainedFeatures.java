package dev.graft.learning.check;

import dev.graft.learning.text.Words;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/**
 * Features that no training made: what a probe can learn from the rows without any backbone. A backbone whose features
 * do worse carries the wrong knowledge into the task.
 */
public final class UntrainedFeatures {

    private UntrainedFeatures() {}

    /**
     * Each word has a fixed random vector, a text the sum of its words', scaled to length 1 (random indexing: Kanerva,
     * Kristoferson and Holst 2000). A word is a run of letters and digits, in lower case; in scripts without spaces, a
     * character.
     *
     * @param texts the training rows; of a pair, both texts in one
     * @param width of the features, such as a backbone's
     */
    public static FeatureExtractor ofTexts(List<String> texts, int width, long seed) {
        return rows -> {
            float[][] features = new float[rows.length][];
            for (int i = 0; i < rows.length; i++) {
                features[i] = words(texts.get(rows[i]), width, seed);
            }
            return features;
        };
    }

    /**
     * Random projections of numbers that the rows have anyway, such as the pixels of a small copy, behind a ReLU
     * (Rahimi and Recht 2008).
     *
     * @param numbers {@code (rows, numbers)}, finite
     * @param width of the features, such as a backbone's
     */
    public static FeatureExtractor ofNumbers(float[][] numbers, int width, long seed) {
        return rows -> {
            float[][] features = new float[rows.length][width];
            Random random = new Random(seed);
            for (int column = 0; column < width; column++) {
                double[] direction = DoubleStream.generate(random::nextGaussian)
                        .limit(numbers[0].length)
                        .toArray();
                for (int i = 0; i < rows.length; i++) {
                    features[i][column] = (float) Math.max(0, project(numbers[rows[i]], direction));
                }
            }
            return features;
        };
    }

    private static double project(float[] numbers, double[] direction) {
        double sum = 0;
        for (int i = 0; i < direction.length; i++) {
            sum += numbers[i] * direction[i];
        }
        return sum;
    }

    private static float[] words(String text, int width, long seed) {
        double[] sum = new double[width];
        for (String word : Words.of(text)) {
            SplittableRandom random = new SplittableRandom(31 * seed + word.hashCode());
            for (int i = 0; i < width; i++) {
                sum[i] += random.nextBoolean() ? 1 : -1;
            }
        }
        double squares = 0;
        for (double value : sum) {
            squares += value * value;
        }
        float[] features = new float[width];
        for (int i = 0; i < width && squares > 0; i++) {
            features[i] = (float) (sum[i] / Math.sqrt(squares));
        }
        return features;
    }
}
