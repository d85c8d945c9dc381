package dev.graft.learning.tabular;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a fitted step does to a row. Rows in are never written to. Immutable by its users' discipline, thread-safe. */
sealed interface Transformation permits Fill, Clip, Scale, Keep, Align, Project {

    /** The width of rows in. */
    int inputs();

    /** The width of rows out. */
    int outputs();

    /**
     * The row after this step.
     *
     * @param row without missing values, unless this step fills them
     * @param domain of the row; null where it has none
     */
    double[] apply(double[] row, @Nullable String domain);

    /** The names of the columns out. */
    default List<String> names(List<String> names) {
        return names;
    }

    /** Numbers that it holds, by which its memory is bounded. */
    long size();

    /** Writes the fitted numbers, as {@link StepKind#read} reads them. */
    void write(ObjectNode json);
}
