package dev.graft.dataprep.snapshot;

import dev.graft.dataprep.journal.Announcer;
import dev.graft.dataprep.journal.Dataset;
import dev.graft.dataprep.journal.Datasets;
import dev.graft.dataprep.task.TaskCatalogue;
import java.util.function.Consumer;

/**
 * Looks after all data sets as time passes: makes the snapshots that have become due, announces what a crash left
 * unannounced, here or in another process. A data set on which somebody works at the moment is left for the next time.
 */
public final class KeepSnapshots {
    private final TaskCatalogue catalogue;
    private final Datasets datasets;
    private final PrepareSnapshot prepare;
    private final Announcer announcer;

    public KeepSnapshots(TaskCatalogue catalogue, Datasets datasets, PrepareSnapshot prepare, Announcer announcer) {
        this.catalogue = catalogue;
        this.datasets = datasets;
        this.prepare = prepare;
        this.announcer = announcer;
    }

    /** Finds every task in the store and takes over what its journal holds; at start, and now and then. */
    public void catchUp() {
        for (String task : catalogue.names()) {
            Dataset dataset = datasets.of(task);
            ifFree(dataset, free -> {
                free.refresh();
                keep(free);
            });
        }
    }

    /** Looks at the data sets that are known; costs no request while nothing is due. */
    public void tick() {
        datasets.all().forEach(dataset -> ifFree(dataset, this::keep));
    }

    private void keep(Dataset dataset) {
        dataset.load();
        prepare.ifDue(dataset);
        announcer.note(dataset);
    }

    private static void ifFree(Dataset dataset, Consumer<Dataset> work) {
        if (dataset.lock().tryLock()) {
            try {
                work.accept(dataset);
            } finally {
                dataset.lock().unlock();
            }
        }
    }
}
