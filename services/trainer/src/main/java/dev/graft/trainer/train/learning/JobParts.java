package dev.graft.trainer.train.learning;

import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.loss.Truth;
import dev.graft.learning.train.ActivationCache;
import dev.graft.learning.train.RowSplit;
import dev.graft.learning.train.RunSettings;
import dev.graft.platform.model.ModelFolders;
import dev.graft.platform.store.StoreException;
import dev.graft.trainer.plan.LiveChampion;
import dev.graft.trainer.plan.RunPlan;
import dev.graft.trainer.train.Assignment;
import dev.graft.trainer.train.RowsToLearn;
import dev.graft.trainer.train.RunFailed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;

/**
 * What jobs of every kind need of this machine, and how they read an assignment.
 *
 * @param folders where champions are fetched from
 * @param cacheBytes bound for the cached output of frozen layers in memory
 * @param cacheFileBytes bound for it in a file of the run's folder
 */
record JobParts(DeviceChoice device, ModelFolders folders, Clock clock, long cacheBytes, long cacheFileBytes) {

    RunSettings settings(Assignment assignment) {
        RunPlan plan = assignment.plan();
        return new RunSettings(
                plan.weighedStrategy(), plan.seed(), device, assignment.output(), clock, cache(assignment));
    }

    ActivationCache cache(Assignment assignment) {
        return new ActivationCache(cacheBytes, cacheFileBytes, parent(assignment.output()));
    }

    /** The run's own folder, which holds the model's. */
    private static Path parent(Path output) {
        return Objects.requireNonNull(output.toAbsolutePath().getParent(), "a run's model lies in a folder");
    }

    static Truth truth(RowsToLearn rows) {
        return new Truth.Classes(
                rows.all().mapToInt(row -> rows.labels().indexOf(row.label())).toArray(),
                rows.labels().size());
    }

    static RowSplit split(RowsToLearn rows) {
        return new RowSplit(
                rows.train().size(), rows.validation().size(), rows.earlier().size());
    }

    /** Reads a model's folder. */
    interface FolderReader<T> {
        T read(Path folder) throws IOException;
    }

    /** @throws RunFailed where the champion's folder is not there, or not whole */
    <T> T read(LiveChampion champion, FolderReader<T> reader) throws RunFailed, IOException {
        try {
            Path folder = folders.fetch(champion.model());
            try {
                return reader.read(folder);
            } finally {
                folders.release(folder);
            }
        } catch (StoreException.Missing | StoreException.ChecksumMismatch e) {
            throw new RunFailed(
                    "Version " + champion.version() + ", from which the run starts, cannot be read: " + e.getMessage()
                            + ". Remedy: restore it, or declare the task with warmStart 'fresh'.",
                    e);
        }
    }
}
