package dev.graft.dataprep.journal;

import dev.graft.dataprep.journal.JournalEntry.BatchTaken;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A task's data set as this process knows it: the journal up to a place, and the entries that may not be announced yet.
 * What changes it is called with {@link #lock()} held; {@link #state()} may be read by anybody.
 */
public final class Dataset {
    private final String task;
    private final Journal journal;
    private final ReentrantLock lock = new ReentrantLock();
    private final DatasetState state = new DatasetState();
    private final Deque<Recorded> unannounced = new ArrayDeque<>();
    private volatile boolean loaded;
    private @Nullable Recorded newestBatch;
    private long announced;
    private long noted;

    Dataset(String task, Journal journal) {
        this.task = task;
        this.journal = journal;
    }

    public String task() {
        return task;
    }

    public ReentrantLock lock() {
        return lock;
    }

    public DatasetState state() {
        return state;
    }

    /** Reads the journal at first use. */
    public void load() {
        if (!loaded) {
            refresh();
        }
    }

    boolean isLoaded() {
        return loaded;
    }

    /** Takes over what another process appended. */
    public void refresh() {
        Optional<Recorded> next = journal.at(task, state.tail() + 1);
        if (next.isPresent()) {
            announced = Math.max(announced, journal.announcedUpTo(task));
            noted = Math.max(noted, announced);
        }
        while (next.isPresent()) {
            append(next.get());
            next = journal.at(task, state.tail() + 1);
        }
        unannounced.removeIf(recorded -> recorded.entry().sequence() <= announced);
        loaded = true;
    }

    /** Appends to the journal; false when another process was first, whose entries are then taken over. */
    public boolean claim(Recorded recorded) {
        if (journal.claim(task, recorded)) {
            append(recorded);
            return true;
        }
        refresh();
        return false;
    }

    private void append(Recorded recorded) {
        state.apply(recorded.entry());
        if (recorded.entry() instanceof BatchTaken) {
            newestBatch = recorded;
        }
        if (recorded.entry().sequence() > announced) {
            unannounced.add(recorded);
        }
    }

    /** The newest batch; empty while the data set is. */
    public Optional<Recorded> newestBatch() {
        return Optional.ofNullable(newestBatch);
    }

    /** Announces every entry that is not known to be announced, in order. */
    void announce(Consumer<Recorded> announcement) {
        for (Recorded next = unannounced.peek(); next != null; next = unannounced.peek()) {
            announcement.accept(next);
            announced = next.entry().sequence();
            unannounced.remove();
        }
    }

    boolean isAnnounced(long sequence) {
        return sequence <= announced;
    }

    /** Leaves a note of what is announced, for the next process; nothing happens when there is nothing new. */
    void noteAnnounced() {
        if (announced > noted) {
            journal.noteAnnounced(task, announced);
            noted = announced;
        }
    }
}
