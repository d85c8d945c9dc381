package dev.graft.predictor.serving;

import dev.graft.contracts.document.ModelVersion;
import dev.graft.contracts.event.ModelFolder;
import java.util.Comparator;

/**
 * Bytes that models may take together, each counted as large as its files. Where a model finds no room, those that nobody has
 * asked for longest are unloaded. During a swap the version that goes is there beside the budget.
 */
public final class MemoryBudget {
    private final ServedModels served;
    private final long bytes;

    /** @param bytes of all models together, above 0 */
    public MemoryBudget(ServedModels served, long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("the models need a budget of memory, not " + bytes + " bytes");
        }
        this.served = served;
        this.bytes = bytes;
    }

    /** Of all files of a version. */
    static long bytes(ModelVersion version) {
        return version.evaluation().run().model().files().stream()
                .mapToLong(ModelFolder.File::bytes)
                .sum();
    }

    /**
     * Whether a task's first model fits without anybody making room.
     *
     * @throws ModelUnusable when it is larger than the budget
     */
    boolean hasRoom(ModelVersion version) throws ModelUnusable {
        requireRoom(version, 0);
        return served.bytesBeside(version.task()) + bytes(version) <= bytes;
    }

    /**
     * Unloads what has to go for a version, and nothing of its own task.
     *
     * @param stays bytes of its own task that are loaded and stay
     * @throws ModelUnusable when that is not enough
     */
    void makeRoom(ModelVersion version, long stays) throws ModelUnusable {
        requireRoom(version, stays);
        long needed = bytes(version) + stays;
        while (served.bytesBeside(version.task()) + needed > bytes) {
            served.unload(leastRecentlyUsedBeside(version.task()));
        }
    }

    private void requireRoom(ModelVersion version, long stays) throws ModelUnusable {
        if (bytes(version) + stays > bytes) {
            throw new ModelUnusable(
                    "the files of version " + version.version() + " take " + bytes(version) + " bytes"
                            + (stays > 0 ? " beside " + stays : "") + ", and all models together may take " + bytes
                            + " (graft.predictor.memory)",
                    null);
        }
    }

    private String leastRecentlyUsedBeside(String task) {
        long now = System.nanoTime();
        return served.all().stream()
                .filter(model -> !model.task().equals(task))
                .max(Comparator.comparingLong(model -> now - model.lastAsked()))
                .map(ServedModel::task)
                .orElseThrow();
    }
}
