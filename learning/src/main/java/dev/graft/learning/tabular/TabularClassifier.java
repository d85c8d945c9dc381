package dev.graft.learning.tabular;

import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.text.Softmax;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A trained tabular classifier ready for use. It holds no native memory. Safe for many threads; after {@link #close()}
 * calls fail with {@link IllegalStateException}, those in progress end.
 */
public final class TabularClassifier implements AutoCloseable {

    private final TabularClassifierConfig config;
    private final FittedFeatures features;
    private final float[] weight;
    private final float[] bias;
    private volatile boolean closed;

    private TabularClassifier(TabularClassifierFolder folder) {
        this.config = folder.config();
        this.features = folder.features();
        this.weight = values(folder, ClassifierConfig.HEAD_WEIGHT);
        this.bias = values(folder, ClassifierConfig.HEAD_BIAS);
    }

    private static float[] values(TabularClassifierFolder folder, String name) {
        HostTensor tensor = Objects.requireNonNull(folder.head().get(name));
        float[] values = new float[Math.toIntExact(tensor.shape().size())];
        tensor.values().get(values);
        return values;
    }

    /** Whether a folder holds a tabular classifier, by its {@code config.json}. */
    public static boolean isFolder(Path folder) throws IOException {
        return TabularClassifierFolder.isFolder(folder);
    }

    /** Loads a folder that {@link TabularClassifierFolder#write} made; its files are not needed afterwards. */
    public static TabularClassifier load(Path folder) throws IOException {
        return new TabularClassifier(TabularClassifierFolder.read(folder));
    }

    /** What the outputs mean. */
    public HeadKind kind() {
        return config.kind();
    }

    /** The labels, in the order of the logits' columns. */
    public List<String> labels() {
        return config.labels();
    }

    /** The columns that a row must have. */
    public TabularColumns columns() {
        return features.columns();
    }

    /** The steps that make features of a row, in their order. */
    public List<String> preparation() {
        return features.recipe().steps().stream().map(FeatureStep::toString).toList();
    }

    /** Whether a row may miss numbers, see {@link FittedFeatures#fillsMissing}. */
    public boolean fillsMissing() {
        return features.fillsMissing();
    }

    /**
     * Logits (of a regression: the numbers), one row a row, one column a label.
     *
     * @throws IllegalArgumentException on a row that {@link FittedFeatures#apply} refuses
     */
    public float[][] logits(List<TabularRow> rows) {
        return Arrays.stream(features(rows)).map(this::logits).toArray(float[][]::new);
    }

    /**
     * The features that the head reads, one row a row.
     *
     * @throws IllegalArgumentException on a row that {@link FittedFeatures#apply} refuses
     */
    public float[][] features(List<TabularRow> rows) {
        if (closed) {
            throw new IllegalStateException("the model is closed");
        }
        return rows.stream().map(features::apply).toArray(float[][]::new);
    }

    private float[] logits(float[] row) {
        float[] logits = new float[bias.length];
        for (int label = 0; label < logits.length; label++) {
            double sum = bias[label];
            for (int i = 0, at = label * row.length; i < row.length; i++, at++) {
                sum += (double) weight[at] * row[i];
            }
            logits[label] = (float) sum;
        }
        return logits;
    }

    /**
     * Probabilities, one row a row, one column a label: of classes, the softmax of the logits, each row sums to 1; of sets of
     * labels, the sigmoid of each logit.
     *
     * @throws IllegalArgumentException on a row that {@link FittedFeatures#apply} refuses
     * @throws IllegalStateException where the outputs are numbers, which {@link #logits} gives as they are
     */
    public float[][] probabilities(List<TabularRow> rows) {
        if (kind() == HeadKind.NUMBERS) {
            throw new IllegalStateException("this model gives numbers, not probabilities");
        }
        float[][] answers = logits(rows);
        for (int i = 0; i < answers.length; i++) {
            answers[i] = kind() == HeadKind.CLASSES ? Softmax.of(answers[i]) : Softmax.sigmoids(answers[i]);
        }
        return answers;
    }

    @Override
    public void close() {
        closed = true;
    }
}
