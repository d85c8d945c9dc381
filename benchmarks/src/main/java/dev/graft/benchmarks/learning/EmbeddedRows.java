package dev.graft.benchmarks.learning;

import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.labels.LabelledRows;
import dev.graft.learning.text.TextEmbedder;
import dev.graft.learning.train.LabelledText;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows of a text task as its frozen backbone sees them, with the labels that they came with.
 *
 * @param features {@code (rows, width)}
 * @param truth label of each row
 * @param labels number of labels
 */
record EmbeddedRows(float[][] features, int[] truth, int labels) {

    private static final int LENGTH = 128;

    /** Embeds a task's training rows. */
    static EmbeddedRows of(TextSet texts) throws IOException {
        try (TextEmbedder embedder = TextEmbedder.load(Backbones.named(texts.backbone()), LENGTH, DeviceChoice.CPU)) {
            float[][] features = embedder.embed(
                    texts.train().stream().map(LabelledText::input).toList());
            int[] truth = texts.train().stream()
                    .mapToInt(row -> texts.labels().indexOf(row.label()))
                    .toArray();
            return new EmbeddedRows(features, truth, texts.labels().size());
        }
    }

    /** The same rows in a seeded order. */
    EmbeddedRows shuffled(long seed) {
        List<Integer> order = IntStream.range(0, truth.length).boxed().collect(Collectors.toList());
        Collections.shuffle(order, new Random(seed));
        return new EmbeddedRows(
                order.stream().map(row -> features[row]).toArray(float[][]::new),
                order.stream().mapToInt(row -> truth[row]).toArray(),
                labels);
    }

    /** Some of the rows, {@code to} not among them. */
    LabelledRows part(int from, int to) {
        return new LabelledRows(Arrays.copyOfRange(features, from, to), Arrays.copyOfRange(truth, from, to));
    }

    /** For each label the one whose mean row has the largest cosine with its own. */
    int[] neighbours() {
        double[][] means = new double[labels][features[0].length];
        for (int row = 0; row < truth.length; row++) {
            for (int i = 0; i < features[row].length; i++) {
                means[truth[row]][i] += features[row][i];
            }
        }
        return IntStream.range(0, labels).map(label -> nearest(means, label)).toArray();
    }

    private static int nearest(double[][] means, int label) {
        int nearest = label == 0 ? 1 : 0;
        for (int other = 0; other < means.length; other++) {
            if (other != label && cosine(means[label], means[other]) > cosine(means[label], means[nearest])) {
                nearest = other;
            }
        }
        return nearest;
    }

    private static double cosine(double[] one, double[] other) {
        double length = Math.sqrt(product(one, one) * product(other, other));
        return length == 0 ? -1 : product(one, other) / length;
    }

    private static double product(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
