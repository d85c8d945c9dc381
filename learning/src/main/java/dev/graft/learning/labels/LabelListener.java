package dev.graft.learning.labels;

/** Who looks on while labels are checked. What it throws ends the check. */
@FunctionalInterface
public interface LabelListener {

    /** Looks away. */
    LabelListener SILENT = (fold, folds) -> {};

    /**
     * A fold's probe is about to learn, which is where the time goes.
     *
     * @param fold 0 to {@code folds - 1}
     */
    void onFold(int fold, int folds);
}
