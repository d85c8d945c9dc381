package dev.graft.predictor.serving;

import java.util.List;

/** A loaded model. Safe for many threads until it is closed; nobody calls it afterwards. */
public interface Classifier extends AutoCloseable {
    /** {@code text} or {@code image}: what it reads. */
    String modality();

    /** The labels, in the order of the probabilities' columns. */
    List<String> labels();

    /**
     * One row an input in their order, one column a label; each row sums to 1.
     *
     * @throws UnreadableInput when one is not what the model reads
     */
    float[][] probabilities(List<Input> inputs);

    @Override
    void close();
}
