package dev.graft.dataprep.testing;

import java.util.function.Supplier;

/** A death at the n-th step of a process: before the step has an effect, or after it and before anybody knows. */
public final class Kill implements MemoryStore.Guard {
    private final int step;
    private final boolean afterEffect;
    private int steps;

    /** @param step from 1 */
    public Kill(int step, boolean afterEffect) {
        this.step = step;
        this.afterEffect = afterEffect;
    }

    /** What a killed process ends with; nothing in the code under test may catch it. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public <T> T around(String call, Supplier<T> work) {
        steps++;
        if (steps > step || steps == step && !afterEffect) {
            throw new Killed();
        }
        T result = work.get();
        if (steps == step) {
            throw new Killed();
        }
        return result;
    }

    public boolean happened() {
        return steps >= step;
    }
}
