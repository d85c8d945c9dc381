package dev.graft.predictor.serving.drift;

import dev.graft.predictor.serving.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * An even sample of the inputs of a task since the last comparison (reservoir sampling; Vitter's algorithm R, ACM TOMS 11,
 * 1985). Thread-safe.
 */
final class LiveSample {
    /** Inputs that are kept. */
    static final int MOST = 256;

    /** Characters of all of them, and of one. */
    private static final long MOST_CHARACTERS = 16_000_000;

    private static final long MOST_CHARACTERS_EACH = 400_000;

    private final RandomGenerator random;
    private final List<Input> inputs = new ArrayList<>();
    private long seen;
    private long characters;

    LiveSample(RandomGenerator random) {
        this.random = random;
    }

    /** An input that is too large for the sample is not counted as seen. */
    synchronized void offer(Input input) {
        long size = input.characters();
        if (size > MOST_CHARACTERS_EACH) {
            return;
        }
        seen++;
        if (inputs.size() < MOST && characters + size <= MOST_CHARACTERS) {
            inputs.add(input);
            characters += size;
        } else {
            replace(input, size);
        }
    }

    private void replace(Input input, long size) {
        long place = random.nextLong(seen);
        if (place < inputs.size()) {
            long change = size - inputs.get((int) place).characters();
            if (characters + change <= MOST_CHARACTERS) {
                inputs.set((int) place, input);
                characters += change;
            }
        }
    }

    synchronized int size() {
        return inputs.size();
    }

    /** The sample; the next one begins. */
    synchronized List<Input> take() {
        List<Input> taken = List.copyOf(inputs);
        inputs.clear();
        seen = 0;
        characters = 0;
        return taken;
    }
}
