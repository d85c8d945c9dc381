package dev.graft.learning.gate;

/** Names of the parts of the test split on which models are scored; a caller may add slices of its own. */
public final class Slice {

    /** The whole cumulative test split. */
    public static final String ALL = "all";
    /** The test rows that the champion's snapshot already had. */
    public static final String EARLIER = "earlier";
    /** The test rows that are new since then. */
    public static final String BATCH = "batch";
    /** The test rows whose true label both models know. */
    public static final String SHARED_LABELS = "shared-labels";

    private static final String DATA_SOURCE = "data-source:";

    private Slice() {}

    /** The test rows that came from one data source. */
    public static String ofDataSource(String name) {
        return DATA_SOURCE + name;
    }
}
