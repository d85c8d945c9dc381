package dev.graft.evaluator.answering.storage;

import dev.graft.evaluator.answering.UnusableInput;
import dev.graft.platform.store.StoreException;
import java.util.function.Supplier;

/** Reads from the store, with the errors that no further try would mend turned into {@link UnusableInput}. */
final class Stored {
    private Stored() {}

    static <T> T read(Supplier<T> reading) throws UnusableInput {
        try {
            return reading.get();
        } catch (StoreException.Missing | StoreException.ChecksumMismatch | StoreException.TooLarge e) {
            throw new UnusableInput(String.valueOf(e.getMessage()), e);
        }
    }
}
