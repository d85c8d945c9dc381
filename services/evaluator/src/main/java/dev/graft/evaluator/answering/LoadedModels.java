package dev.graft.evaluator.answering;

import dev.graft.contracts.event.ModelFolder;
import dev.graft.platform.json.Hashes;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The models in memory: whoever holds one has it for that long, and the one that is expected to be wanted again stays
 * loaded between two evaluations, within a bound. Thread-safe; two models load at the same time, one model only once.
 */
public final class LoadedModels implements AutoCloseable {
    private final ModelSource source;
    private final int limit;
    private final Map<String, Entry> entries = new HashMap<>();
    private long preferences;

    /**
     * Nothing is loaded at first.
     *
     * @param limit how many models stay loaded while nobody holds them; a new hold makes room among them first, so that
     *     with one in use fewer stay. 0: none stays
     */
    public LoadedModels(ModelSource source, int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("the number of loaded models is not negative, but " + limit);
        }
        this.source = source;
        this.limit = limit;
    }

    /** What a model is known by: its files' content, wherever it lies. */
    public static String idOf(ModelFolder model) {
        return Hashes.id(model.files().stream()
                .flatMap(file -> Stream.of(file.path(), file.sha256()))
                .toArray(String[]::new));
    }

    /** Reserves a model, which is loaded when it is first asked something; the caller closes the hold. */
    public synchronized Held hold(ModelFolder model) {
        Entry entry = entries.computeIfAbsent(idOf(model), id -> new Entry(id, model));
        entry.holders++;
        trim(Math.max(0, limit - held()));
        return new Held(entry);
    }

    /** Whether models may compute in less than they were trained in. */
    public boolean rounds() {
        return source.rounds();
    }

    /** How many are in memory now. */
    public synchronized int loaded() {
        return (int) entries.values().stream()
                .filter(entry -> entry.classifier != null)
                .count();
    }

    /** Closes the models that nobody holds. */
    @Override
    public synchronized void close() {
        idle().forEach(this::drop);
    }

    private synchronized void release(Entry entry) {
        entry.holders--;
        if (entry.holders == 0 && entry.classifier == null) {
            entries.remove(entry.id);
        }
        trim(limit);
    }

    private synchronized void prefer(Entry entry) {
        entry.preference = ++preferences;
    }

    private void trim(int mostIdle) {
        List<Entry> idle = idle();
        idle.stream().limit(Math.max(0, idle.size() - mostIdle)).forEach(this::drop);
    }

    private int held() {
        return (int)
                entries.values().stream().filter(entry -> entry.holders > 0).count();
    }

    /** The models that nobody holds, those first that are wanted least. */
    private List<Entry> idle() {
        return entries.values().stream()
                .filter(entry -> entry.holders == 0)
                .sorted(Comparator.comparingLong(entry -> entry.preference))
                .toList();
    }

    private void drop(Entry entry) {
        entries.remove(entry.id);
        if (entry.classifier != null) {
            entry.classifier.close();
        }
    }

    /** A model that is reserved. */
    public final class Held implements AutoCloseable {
        private final Entry entry;
        private boolean released;

        private Held(Entry entry) {
            this.entry = entry;
        }

        /** What the model is known by. */
        public String id() {
            return entry.id;
        }

        /** The model; loads it where it is not in memory. */
        public Classifier classifier() throws UnusableInput {
            return entry.load(source);
        }

        /** Says that this model will be wanted again sooner than the others. */
        public void prefer() {
            LoadedModels.this.prefer(entry);
        }

        @Override
        public void close() {
            if (!released) {
                released = true;
                release(entry);
            }
        }
    }

    /** Counters are guarded by the cache's monitor, loading by the entry's own. */
    private static final class Entry {
        final String id;
        final ModelFolder model;
        int holders;
        long preference;
        volatile @Nullable Classifier classifier;

        Entry(String id, ModelFolder model) {
            this.id = id;
            this.model = model;
        }

        synchronized Classifier load(ModelSource source) throws UnusableInput {
            Classifier present = classifier;
            if (present == null) {
                present = source.load(model);
                classifier = present;
            }
            return present;
        }
    }
}
