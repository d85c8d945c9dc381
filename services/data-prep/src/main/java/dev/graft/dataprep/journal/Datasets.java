package dev.graft.dataprep.journal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The data sets that this process has looked at. Thread-safe. */
public final class Datasets {
    private final Map<String, Dataset> byTask = new ConcurrentHashMap<>();
    private final Journal journal;

    public Datasets(Journal journal) {
        this.journal = journal;
    }

    /** @param task the name of a declared task; others would stay in memory for nothing */
    public Dataset of(String task) {
        return byTask.computeIfAbsent(task, name -> new Dataset(name, journal));
    }

    /** For reading: the state of a data set. A name that no data set has leaves nothing behind. */
    public DatasetState stateOf(String task) {
        if (!byTask.containsKey(task) && journal.at(task, 1).isEmpty()) {
            return new DatasetState();
        }
        Dataset dataset = of(task);
        if (!dataset.isLoaded()) {
            dataset.lock().lock();
            try {
                dataset.load();
            } finally {
                dataset.lock().unlock();
            }
        }
        return dataset.state();
    }

    public Collection<Dataset> all() {
        return List.copyOf(byTask.values());
    }
}
