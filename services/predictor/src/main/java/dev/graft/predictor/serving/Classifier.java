package dev.graft.predictor.serving;

import dev.graft.contracts.task.Features.Column;
import java.util.List;

/** A loaded model. Safe for many threads until it is closed; nobody calls it afterwards. */
public interface Classifier extends AutoCloseable {
    /** {@code text}, {@code image} or {@code tabular}: what it reads. */
    String modality();

    /** The columns of a row, in their order, with what is required by the model; of texts and images there are none. */
    default List<Column> columns() {
        return List.of();
    }

    /** What is done to inputs, step by step, before the network sees them. */
    List<String> preparation();

    /** The labels, in the order of the probabilities' columns. */
    List<String> labels();

    /**
     * One row an input in their order, one column a label; each row sums to 1.
     *
     * @throws UnreadableInput when one is not what the model reads
     */
    float[][] probabilities(List<Input> inputs);

    /**
     * Where the model sees each input: one row an input in their order, as many numbers as its head reads.
     *
     * @throws UnreadableInput when one is not what the model reads
     */
    float[][] features(List<Input> inputs);

    @Override
    void close();
}
