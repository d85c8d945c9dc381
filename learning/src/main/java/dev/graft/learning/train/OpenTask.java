package dev.graft.learning.train;

import dev.graft.learning.text.TextReader;
import java.util.function.Function;

/**
 * A task with what its rows read from while they are in use; closing it frees that.
 *
 * @param task whose rows are of no use afterwards, where there is something to free
 * @param closing frees it
 */
record OpenTask(LearningTask<?> task, Runnable closing) implements AutoCloseable {

    /** A task whose rows need nothing. */
    static OpenTask of(LearningTask<?> task) {
        return new OpenTask(task, () -> {});
    }

    /** The task that {@code making} makes over a reader, which is closed with it, or now where that fails. */
    static <B> OpenTask reading(TextReader<B> reader, Function<TextReader<B>, LearningTask<B>> making) {
        try {
            return new OpenTask(making.apply(reader), reader::close);
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    @Override
    public void close() {
        closing.run();
    }
}
