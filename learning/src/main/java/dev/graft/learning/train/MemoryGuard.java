package dev.graft.learning.train;

import ai.djl.engine.EngineException;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/**
 * How many rows go through the network at once: the wished number, and half of it each time that memory does not
 * suffice. The number never grows again in a run, so a resumed one does not fail once more.
 */
final class MemoryGuard {

    private final IntConsumer listener;
    private final int wished;
    private int rowsAtOnce;

    /** @param listener hears each new, smaller number */
    MemoryGuard(int rowsAtOnce, IntConsumer listener) {
        this.wished = rowsAtOnce;
        this.rowsAtOnce = rowsAtOnce;
        this.listener = listener;
    }

    /** The number, where memory made it smaller than was wished; else 0. */
    int lowered() {
        return rowsAtOnce < wished ? rowsAtOnce : 0;
    }

    /** Goes on with the number of an earlier attempt at the run. */
    void lowerTo(int earlier) {
        rowsAtOnce = Math.min(rowsAtOnce, earlier);
    }

    /**
     * Runs work on {@code rows} rows, again with fewer at once where memory did not suffice.
     *
     * @param work gets the number of rows at once; it starts from the beginning each time
     * @throws EngineException where not even one row fits, or where something else is wrong
     */
    <T> T run(int rows, IntFunction<T> work) {
        while (true) {
            int now = Math.min(rows, rowsAtOnce);
            try {
                return work.apply(now);
            } catch (EngineException e) {
                if (!isExhaustion(e) || now == 1) {
                    throw e;
                }
                Autograd.releaseCachedMemory();
                rowsAtOnce = (now + 1) / 2;
                listener.accept(rowsAtOnce);
            }
        }
    }

    /** Whether the engine says that memory did not suffice, on a GPU or in the host. */
    static boolean isExhaustion(EngineException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("out of memory")
                || message.contains("can't allocate memory")
                || message.contains("not enough memory");
    }
}
