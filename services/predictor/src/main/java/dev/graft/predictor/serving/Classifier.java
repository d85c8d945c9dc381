package dev.graft.predictor.serving;

import java.util.List;

/** A loaded model. Safe for many threads until it is closed; nobody calls it afterwards. */
public interface Classifier extends AutoCloseable {
    /** The labels, in the order of the probabilities' columns. */
    List<String> labels();

    /** One row a text in their order, one column a label; each row sums to 1. */
    float[][] probabilities(List<String> texts);

    @Override
    void close();
}
