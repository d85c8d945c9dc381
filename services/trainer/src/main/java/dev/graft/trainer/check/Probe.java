package dev.graft.trainer.check;

import dev.graft.learning.check.BackboneRanking;

/** What came of probing backbones. */
public sealed interface Probe {
    /**
     * They were probed.
     *
     * @param trainRows of the run, of which the ranking has its rows
     * @param seconds that it took
     */
    record Done(BackboneRanking ranking, int trainRows, double seconds) implements Probe {}

    /** @param reason why they were not, the end of a sentence */
    record Skipped(String reason) implements Probe {}
}
