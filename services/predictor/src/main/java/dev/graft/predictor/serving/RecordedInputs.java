package dev.graft.predictor.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Some of the inputs that a task's models answered lately, drawn at random: what the next version is warmed up and compared
 * with before it takes over. They stay in memory. Thread-safe.
 */
final class RecordedInputs {
    static final int MOST = 32;

    /** A longer input is not kept, so that all of them take some megabytes at most. */
    static final int MAX_CHARS = 100_000;

    private final List<Recorded> recorded = new ArrayList<>();

    /** An input and the label that it got. */
    record Recorded(Input input, String label) {}

    /** Keeps an input, in the place of any other when there are enough. */
    void offer(Input input, String label) {
        if (input.characters() > MAX_CHARS) {
            return;
        }
        synchronized (this) {
            if (recorded.size() < MOST) {
                recorded.add(new Recorded(input, label));
            } else {
                recorded.set(ThreadLocalRandom.current().nextInt(MOST), new Recorded(input, label));
            }
        }
    }

    synchronized List<Recorded> all() {
        return List.copyOf(recorded);
    }
}
