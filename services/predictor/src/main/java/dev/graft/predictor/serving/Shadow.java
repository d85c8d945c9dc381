package dev.graft.predictor.serving;

import dev.graft.predictor.serving.AnswerRequest.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A version that answers what the champion answered, later and to nobody, and counts how often both agree. Thread-safe. */
public final class Shadow {
    private final ServedModel model;
    private final AtomicLong inputs = new AtomicLong();
    private final AtomicLong same = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong leftOut = new AtomicLong();
    private volatile @Nullable String failure;

    Shadow(ServedModel model) {
        this.model = model;
    }

    /**
     * How a shadow stands.
     *
     * @param inputs that it has answered
     * @param same of these, those that got the champion's label
     * @param failures inputs that it failed on although the champion answered them
     * @param failure the last one's message; null: it never failed
     * @param leftOut inputs that it was not asked because it had no time for them
     */
    public record Standing(
            int version,
            String runId,
            long inputs,
            long same,
            long failures,
            @Nullable String failure,
            long leftOut) {}

    /** An input that got two labels: by the champion and by the shadow. */
    public record Disagreement(int row, Best shadow) {}

    ServedModel model() {
        return model;
    }

    /** Answers what has been answered; empty where it fails, which it counts, or was retired. */
    public List<Disagreement> compare(Answered answered) {
        Table own;
        try {
            own = model.ask(answered.inputs());
        } catch (RuntimeException e) {
            failures.addAndGet(answered.inputs().size());
            failure = String.valueOf(e.getMessage());
            return List.of();
        }
        return own == null ? List.of() : compare(answered.table(), own);
    }

    private List<Disagreement> compare(Table champion, Table own) {
        List<Disagreement> found = new ArrayList<>();
        for (int row = 0; row < own.probabilities().length; row++) {
            Best mine = Best.of(own, row);
            if (!mine.label().equals(Best.of(champion, row).label())) {
                found.add(new Disagreement(row, mine));
            }
        }
        inputs.addAndGet(own.probabilities().length);
        same.addAndGet(own.probabilities().length - found.size());
        return found;
    }

    /** It was not asked so many inputs, because it had no time. */
    public void leftOut(int count) {
        leftOut.addAndGet(count);
    }

    public Standing standing() {
        return new Standing(
                model.version(), model.runId(), inputs.get(), same.get(), failures.get(), failure, leftOut.get());
    }
}
