package dev.graft.predictor.serving;

import dev.graft.contracts.task.Features.Column;
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
    private final String task;
    private final int version;
    private final String runId;
    private final Instant since;
    private final Classifier classifier;
    private final AtomicLong answered = new AtomicLong();
    private final RecordedInputs recorded = new RecordedInputs();
    private volatile @Nullable Agreement agreement;
    private int users;
    private boolean retired;

    public ServedModel(String task, int version, String runId, Instant since, Classifier classifier) {
        this.task = task;
        this.version = version;
        this.runId = runId;
        this.since = since;
        this.classifier = classifier;
    }

    /** Takes the model for one request; false when it has been retired and another one is in its place. */
    synchronized boolean enter() {
        if (retired) {
            return false;
        }
        users++;
        return true;
    }

    synchronized void leave() {
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

    float[][] probabilities(List<Input> inputs) {
        float[][] rows = classifier.probabilities(inputs);
        answered.addAndGet(inputs.size());
        if (rows.length > 0) {
            int any = ThreadLocalRandom.current().nextInt(rows.length);
            recorded.offer(inputs.get(any), best(rows[any]));
        }
        return rows;
    }

    /** The label of an input that nobody waits for; it is recorded, not counted. */
    String rehearse(Input input) {
        String label = best(classifier.probabilities(List.of(input))[0]);
        recorded.offer(input, label);
        return label;
    }

    private String best(float[] probabilities) {
        int best = 0;
        for (int label = 1; label < probabilities.length; label++) {
            best = probabilities[label] > probabilities[best] ? label : best;
        }
        return labels().get(best);
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
        return task;
    }

    public int version() {
        return version;
    }

    public String runId() {
        return runId;
    }

    public Instant since() {
        return since;
    }

    /** Inputs answered so far. */
    public long answered() {
        return answered.get();
    }
}
