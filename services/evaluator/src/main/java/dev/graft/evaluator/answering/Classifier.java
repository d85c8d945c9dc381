package dev.graft.evaluator.answering;

import dev.graft.contracts.document.RowContent;
import java.util.List;
import java.util.Optional;

/** A loaded model. Safe for many threads until it is closed; nobody calls it afterwards. */
public interface Classifier extends AutoCloseable {
    /** The labels, in the order of the probabilities' columns. */
    List<String> labels();

    /**
     * One row for each content in their order, one column a label; each row sums to 1.
     *
     * @throws IllegalStateException when the model reads contents of another kind
     */
    float[][] probabilities(List<RowContent> rows);

    /** The same model as it was trained, where this one computes in less than that; the caller closes it. */
    default Optional<Classifier> unrounded() throws UnusableInput {
        return Optional.empty();
    }

    @Override
    void close();
}
