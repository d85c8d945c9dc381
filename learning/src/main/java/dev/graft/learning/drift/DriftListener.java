package dev.graft.learning.drift;

/** Who looks on while a batch is compared. What it throws ends the comparison. */
@FunctionalInterface
public interface DriftListener {

    /** Looks away. */
    DriftListener SILENT = (part, done, of) -> {};

    /**
     * A step of a part is about to begin; a step takes up to a second on the sizes of the standard settings.
     *
     * @param part such as {@code features}
     * @param done steps of this part
     * @param of all its steps
     */
    void onStep(String part, int done, int of);
}
