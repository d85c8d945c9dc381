package dev.graft.predictor.serving;

import dev.graft.contracts.document.ModelVersion;
import dev.graft.contracts.task.Features.Column;
import dev.graft.predictor.serving.AnswerRequest.Table;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A model in service, with a count of those who use it. It is closed when it has been retired and the last user is gone,
 * so a request that has begun always ends on the model that it began with. Thread-safe.
 */
public final class ServedModel {
    private final ModelVersion version;
    private final Instant since;
    private final Classifier classifier;
    private final AtomicLong answered = new AtomicLong();
    private final RecordedInputs recorded = new RecordedInputs();
    private volatile @Nullable Agreement agreement;
    private volatile long lastAsked = System.nanoTime();
    private int users;
    private boolean retired;

    /** @param since it is in service */
    public ServedModel(ModelVersion version, Instant since, Classifier classifier) {
        this.version = version;
        this.since = since;
        this.classifier = classifier;
    }

    /** Takes the model for one request; false when it has been retired and another one is in its place. */
    private synchronized boolean enter() {
        if (retired) {
            return false;
        }
        users++;
        return true;
    }

    private synchronized void leave() {
        users--;
        closeWhenUnused();
    }

    synchronized void retire() {
        if (!retired) {
            retired = true;
            closeWhenUnused();
        }
    }

    private void closeWhenUnused() {
        if (retired && users == 0) {
            classifier.close();
        }
    }

    /** What it says of the inputs, in their order; null when it has been retired and another one is in its place. */
    @Nullable
    Table ask(List<Input> inputs) {
        if (!enter()) {
            return null;
        }
        try {
            lastAsked = System.nanoTime();
            Table table = table(inputs);
            answered.addAndGet(inputs.size());
            if (!inputs.isEmpty()) {
                int any = ThreadLocalRandom.current().nextInt(inputs.size());
                recorded.offer(inputs.get(any), Best.of(table, any).label());
            }
            return table;
        } finally {
            leave();
        }
    }

    /** The label of an input that nobody waits for; it is recorded, not counted. */
    String rehearse(Input input) {
        String label = Best.of(table(List.of(input)), 0).label();
        recorded.offer(input, label);
        return label;
    }

    /** What it makes of inputs that nobody waits for; null when it has been retired. They are neither recorded nor counted. */
    @Nullable
    Seen see(List<Input> inputs) {
        if (!enter()) {
            return null;
        }
        try {
            return new Seen(table(inputs), classifier.features(inputs));
        } finally {
            leave();
        }
    }

    private Table table(List<Input> inputs) {
        return new Table(version(), runId(), labels(), classifier.preparation(), classifier.probabilities(inputs));
    }

    RecordedInputs recorded() {
        return recorded;
    }

    void compared(Agreement found) {
        agreement = found;
    }

    /** With the version that served before; null: none did. */
    public @Nullable Agreement agreement() {
        return agreement;
    }

    public List<String> labels() {
        return classifier.labels();
    }

    /** {@code text}, {@code image} or {@code tabular}: what it reads. */
    public String modality() {
        return classifier.modality();
    }

    /** The columns of a row that it reads; of texts and images there are none. */
    public List<Column> columns() {
        return classifier.columns();
    }

    public String task() {
        return version.task();
    }

    public int version() {
        return version.version();
    }

    public String runId() {
        return version.evaluation().runId();
    }

    /** As the registry wrote it. */
    public ModelVersion document() {
        return version;
    }

    /** Of all its files, which is about what it takes of memory. */
    public long bytes() {
        return MemoryBudget.bytes(version);
    }

    /** When it was asked last, or loaded, in nanoseconds of {@link System#nanoTime()}. */
    long lastAsked() {
        return lastAsked;
    }

    public Instant since() {
        return since;
    }

    /** Inputs answered so far. */
    public long answered() {
        return answered.get();
    }
}
