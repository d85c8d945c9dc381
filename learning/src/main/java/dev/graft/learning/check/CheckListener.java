package dev.graft.learning.check;

/** Who looks on while backbones are checked. What it throws ends the check. */
@FunctionalInterface
public interface CheckListener {

    /** Looks away. */
    CheckListener SILENT = name -> {};

    /**
     * One fold of a candidate, or of the untrained features, is about to be probed.
     *
     * @param name of the features
     */
    void onFold(String name);
}
