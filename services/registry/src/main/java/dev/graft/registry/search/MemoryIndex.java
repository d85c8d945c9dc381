package dev.graft.registry.search;

import dev.graft.registry.book.Books;
import dev.graft.registry.book.ModelBook;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * {@link ModelIndex} in the memory of this process.
 *
 * <p>The first search reads every model. After that, {@link #catchUp} reads new models and, in turn, a bounded number of
 * the others, so that the load on the store stays the same however many there are. Thread-safe.
 */
public final class MemoryIndex implements ModelIndex {
    private final Books books;
    private final ReadRecords reading;
    private final int modelsPerTurn;
    private final ConcurrentMap<String, Entry> entries = new ConcurrentHashMap<>();
    private final Deque<String> turns = new ArrayDeque<>();
    private volatile boolean complete;

    /** @param modelsPerTurn how many known models {@link #catchUp} reads again; 1 or more */
    public MemoryIndex(Books books, ReadRecords reading, int modelsPerTurn) {
        this.books = books;
        this.reading = reading;
        this.modelsPerTurn = modelsPerTurn;
    }

    @Override
    public Collection<ModelRecord> all() {
        if (!complete) {
            readNew();
        }
        books.written().forEach(this::refresh);
        books.lastSeen().stream().filter(this::isBehind).map(ModelBook::task).forEach(this::refresh);
        return entries.values().stream()
                .flatMap(entry -> entry.record().stream())
                .toList();
    }

    private boolean isBehind(ModelBook book) {
        Entry known = entries.get(book.task());
        return known == null
                || known.versions() < book.versions().count()
                || known.moves() < book.history().length();
    }

    @Override
    public void refresh(String name) {
        // One reading of a model at a time, so that the last one to be kept is the last one to look.
        entries.compute(name, (key, before) -> read(name));
    }

    private Entry read(String name) {
        // Whatever comes after this look is noticed by the next search.
        ModelBook book = books.upToDate(name);
        return new Entry(book.versions().count(), book.history().length(), reading.read(name));
    }

    /** @param record empty: the model is deleted */
    private record Entry(int versions, int moves, Optional<ModelRecord> record) {}

    /** Reads models that are new to this process, and the next few of the others. */
    public synchronized void catchUp() {
        readNew();
        nextTurn().forEach(this::refresh);
    }

    private synchronized void readNew() {
        books.models().stream().filter(name -> !entries.containsKey(name)).forEach(this::refresh);
        complete = true;
    }

    private List<String> nextTurn() {
        if (turns.isEmpty()) {
            turns.addAll(entries.keySet());
        }
        List<String> names = new ArrayList<>();
        while (names.size() < modelsPerTurn && !turns.isEmpty()) {
            names.add(turns.remove());
        }
        return names;
    }
}
