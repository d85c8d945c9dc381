package dev.graft.registry.promotion;

import dev.graft.platform.store.StoreException;
import dev.graft.registry.change.Changes;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One writer a model in this process, and another try when a writer of another process was faster.
 *
 * <p>The lock keeps the threads of one process from losing conditional writes against each other, and stands in for them
 * on a store that does not keep them under a race.
 */
public final class ModelLocks {
    private static final int TRIES = 50;

    private final ConcurrentMap<String, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final Changes changes;
    private final Consumer<String> written;

    /** @param written hears of each model that may have been changed */
    public ModelLocks(Changes changes, Consumer<String> written) {
        this.changes = changes;
        this.written = written;
    }

    /**
     * Runs {@code work} until it has a result; the model's state is published after it.
     *
     * @param work empty when a write was lost to another process, so that it has to look again and decide anew
     * @throws StoreException.Unavailable when it is lost again and again
     */
    public <T> T write(String task, Supplier<Optional<T>> work) {
        return changes.make(task, () -> finish(task, work));
    }

    /** As {@link #write}, where {@code work} changes nothing that a model's state tells, as what is begun was marked. */
    <T> T finish(String task, Supplier<Optional<T>> work) {
        ReentrantLock lock = locks.computeIfAbsent(task, name -> new ReentrantLock(true));
        lock.lock();
        try {
            for (int attempt = 0; attempt < TRIES; attempt++) {
                Optional<T> result = work.get();
                if (result.isPresent()) {
                    return result.get();
                }
            }
        } finally {
            written.accept(task);
            lock.unlock();
        }
        throw new StoreException.Unavailable(
                "others changed the model " + task + " " + TRIES + " times in between",
                new IllegalStateException("too many conflicts"));
    }
}
