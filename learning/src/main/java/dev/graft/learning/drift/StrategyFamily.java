package dev.graft.learning.drift;

/** What kind of transfer, or of care beside it, a piece of advice is about. */
public enum StrategyFamily {
    /** A head alone, on a frozen backbone. */
    PROBE,
    /** A head on features that few rows of each label were brought together in. */
    FEW_SHOT,
    /** As many layers learn as the strategy's advisor says. */
    LIGHT_FINE_TUNING,
    /** More layers learn than that. */
    DEEPER_FINE_TUNING,
    /** The features of source and target are brought together with the target's unlabelled rows. */
    ADAPTATION,
    /** Rare labels weigh more, or their rows are drawn more often. */
    BALANCING
}
