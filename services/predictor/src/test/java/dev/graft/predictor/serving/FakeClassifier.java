package dev.graft.predictor.serving;

import dev.graft.contracts.task.Features.Column;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A classifier without a model that knows when it is used after its end. */
final class FakeClassifier implements Classifier {
    static final List<String> LABELS = List.of("parcel", "refund");

    private final List<Column> columns;
    private final Function<List<Input>, float[][]> answers;
    private final AtomicInteger inUse = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    FakeClassifier(Function<List<Input>, float[][]> answers) {
        this(List.of(), answers);
    }

    private FakeClassifier(List<Column> columns, Function<List<Input>, float[][]> answers) {
        this.columns = columns;
        this.answers = answers;
    }

    /** One that reads rows. */
    static FakeClassifier ofRows(List<Column> columns, Function<List<Input>, float[][]> answers) {
        return new FakeClassifier(columns, answers);
    }

    /** Sure of its first label. */
    static FakeClassifier sure() {
        return constant(0.75f, 0.25f);
    }

    static FakeClassifier constant(float... row) {
        return new FakeClassifier(
                inputs -> inputs.stream().map(input -> row.clone()).toArray(float[][]::new));
    }

    /** Inputs that are texts. */
    static List<Input> texts(String... texts) {
        return Arrays.stream(texts).<Input>map(Input.Text::new).toList();
    }

    int timesClosed() {
        return closed.get();
    }

    @Override
    public String modality() {
        return columns.isEmpty() ? "text" : "tabular";
    }

    @Override
    public List<String> preparation() {
        return List.of();
    }

    @Override
    public List<String> labels() {
        return LABELS;
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public float[][] probabilities(List<Input> inputs) {
        inUse.incrementAndGet();
        try {
            failWhenClosed();
            float[][] rows = answers.apply(inputs);
            failWhenClosed();
            return rows;
        } finally {
            inUse.decrementAndGet();
        }
    }

    /** The probabilities themselves. */
    @Override
    public float[][] features(List<Input> inputs) {
        return probabilities(inputs);
    }

    @Override
    public void close() {
        if (inUse.get() > 0) {
            throw new IllegalStateException("closed while " + inUse.get() + " use it");
        }
        closed.incrementAndGet();
    }

    private void failWhenClosed() {
        if (closed.get() > 0) {
            throw new IllegalStateException("used after it was closed");
        }
    }
}
