package dev.graft.learning.train;

/** Hears how a run goes, on the training thread; an exception from it ends the run. */
public interface TrainingListener {

    /** Hears nothing. */
    TrainingListener SILENT = new TrainingListener() {};

    /**
     * Training begins, or goes on from a checkpoint.
     *
     * @param resumedAfterEpoch the checkpoint's last epoch; 0: from the start
     * @param plannedEpochs at most so many epochs follow each other
     */
    default void onStart(int resumedAfterEpoch, int plannedEpochs) {}

    /** A step is done: many times a second at worst. */
    default void onProgress(Progress progress) {}

    /** Memory did not suffice; the run goes on with {@code rowsAtOnce} rows in a micro-batch: same result, slower. */
    default void onMemoryExhausted(int rowsAtOnce) {}

    /** Something makes the run slower, or its bits others than those of the attempt before; in whole sentences. */
    default void onNotice(String notice) {}

    /**
     * An epoch is done, its checkpoint not yet saved: after a crash in between, the same epoch is run and reported
     * again.
     */
    default void onEpoch(EpochReport report) {}
}
