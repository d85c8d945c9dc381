package dev.graft.registry.search;

import dev.graft.registry.book.Books;
import dev.graft.registry.book.ManyReaders;
import dev.graft.registry.book.ModelBook;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * {@link ModelIndex} in the memory of this process.
 *
 * <p>It begins with the states that somebody published, and with a look at the models that nobody did. After that it
 * follows what this process does, what it hears that others did, and, in turns of a bounded number, everything once more,
 * so that the load on the store stays the same however many models there are. Thread-safe.
 */
public final class MemoryIndex implements ModelIndex {
    private static final int LOCKS = 256;

    private final Books books;
    private final ReadRecords reading;
    private final int modelsPerTurn;
    private final ConcurrentMap<String, ModelState> entries = new ConcurrentHashMap<>();
    private final Object[] locks = new Object[LOCKS];
    private final Deque<String> turns = new ArrayDeque<>();
    private volatile boolean complete;
    private final AtomicLong change = new AtomicLong();
    private volatile Ordered ordered = new Ordered(-1, List.of());

    /** @param modelsPerTurn how many known models {@link #catchUp} reads again; 1 or more */
    public MemoryIndex(Books books, ReadRecords reading, int modelsPerTurn) {
        this.books = books;
        this.reading = reading;
        this.modelsPerTurn = modelsPerTurn;
        Arrays.setAll(locks, i -> new Object());
    }

    /** Takes published states for models that it has not read yet. */
    public void load(Collection<ModelState> published) {
        published.forEach(state -> entries.putIfAbsent(state.name(), state));
        change.incrementAndGet();
    }

    @Override
    public List<ModelRecord> all() {
        if (!complete) {
            readNew(state -> {});
        }
        books.written().forEach(this::refresh);
        books.lastSeen().stream().filter(this::isBehind).map(ModelBook::task).forEach(this::refresh);
        Ordered last = ordered;
        return last.change() == change.get() ? last.models() : order();
    }

    private synchronized List<ModelRecord> order() {
        // Before the look, so that whatever changes during it is put in order by the next search.
        long now = change.get();
        List<ModelRecord> models = entries.values().stream()
                .flatMap(state -> state.record().stream())
                .sorted(Comparator.comparing(ModelRecord::name))
                .toList();
        ordered = new Ordered(now, models);
        return models;
    }

    /** All models by name, as they were after a number of changes. */
    private record Ordered(long change, List<ModelRecord> models) {}

    /** A model as this process has read it last. */
    public Optional<ModelState> known(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /** Models that it knows, deleted ones included. */
    public int size() {
        return entries.size();
    }

    private boolean isBehind(ModelBook book) {
        ModelState known = entries.get(book.task());
        return known == null
                || known.registered() < book.versions().count()
                || known.moves() < book.history().length();
    }

    @Override
    public ModelState refresh(String name) {
        // One reading of a model at a time, so that the last one to be kept is the last one to look.
        // What is written after the look is noticed by the next search.
        synchronized (locks[Math.floorMod(name.hashCode(), LOCKS)]) {
            ModelState state = reading.state(name);
            entries.put(name, state);
            change.incrementAndGet();
            return state;
        }
    }

    /**
     * Reads models that are new to this process, and the next few of the others.
     *
     * @param read hears what each is; called by several threads
     */
    public void catchUp(Consumer<ModelState> read) {
        readNew(read);
        nextTurn().forEach(name -> read.accept(refresh(name)));
    }

    private synchronized void readNew(Consumer<ModelState> read) {
        List<String> unknown = books.models().stream()
                .filter(name -> !entries.containsKey(name))
                .toList();
        ManyReaders.read(unknown, name -> {
            ModelState state = refresh(name);
            read.accept(state);
            return state;
        });
        complete = true;
    }

    private synchronized List<String> nextTurn() {
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
