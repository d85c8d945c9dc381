package dev.graft.learning.gate;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Names of the parts of the test rows on which models are scored. Some stand alone; the others belong to a family, whose
 * name they begin with, as {@code class:refund} does to {@code class}. A caller may add slices of its own.
 */
public final class Slice {

    /** The whole cumulative test split. */
    public static final String ALL = "all";
    /** The test rows that the champion's snapshot already had. */
    public static final String EARLIER = "earlier";
    /** The test rows that are new since then. */
    public static final String BATCH = "batch";
    /** The test rows whose true label both models know. */
    public static final String SHARED_LABELS = "shared-labels";
    /** The rows that the task's owner keeps apart to judge models by. */
    public static final String GOLDEN_SET = "golden-set";

    private static final String DATA_SOURCE = "data-source:";
    private static final String CLASS = "class:";

    private Slice() {}

    /** The test rows that came from one data source; each is judged and named as if it stood alone. */
    public static String ofDataSource(String name) {
        return DATA_SOURCE + name;
    }

    /** The test rows of one label. */
    public static String ofClass(String label) {
        return CLASS + label;
    }

    /** The test rows that one batch brought: what the challenger forgets shows here. */
    public static String ofBatch(String batchId) {
        return "batch:" + batchId;
    }

    /** The test rows whose text has this many characters. */
    public static String ofLength(int from, @Nullable Integer to) {
        return "length:" + (to == null ? from + "-or-more" : from + "-" + to);
    }

    /** The test rows whose text is in this language. */
    public static String ofLanguage(String language) {
        return "language:" + language;
    }

    /** The test rows that have this value in a column. */
    public static String ofColumn(String column, String value) {
        return "column:" + column + "=" + value;
    }

    /** Test rows that were changed a little, such as by typing errors. */
    public static String perturbedBy(String change) {
        return "perturbed:" + change;
    }

    /** The test rows that a search for weak spots found. */
    public static String discovered(String condition) {
        return "discovered:" + condition;
    }

    /** Whether all rows of the slice have the same label. */
    static boolean isOfOneClass(String slice) {
        return slice.startsWith(CLASS);
    }

    /** The family of a slice; null: it stands alone. */
    public static @Nullable String family(String slice) {
        int colon = slice.indexOf(':');
        return colon < 0 || slice.startsWith(DATA_SOURCE)
                ? null
                : slice.substring(0, colon).toLowerCase(Locale.ROOT);
    }
}
