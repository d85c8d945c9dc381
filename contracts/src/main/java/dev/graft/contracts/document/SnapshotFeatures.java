package dev.graft.contracts.document;

import dev.graft.contracts.event.ObjectRef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The steps that a task declares for its numbers, as they are fitted on training rows of a snapshot.
 *
 * @param fitted all that they learnt, a file that models carry too; null: they could not be fitted
 * @param fault why not, a sentence with the remedy; null: they were
 * @param trainRows that they were fitted on: all of the snapshot, or an even sample where it has too many
 * @param names of the features that come out, in their order; the first {@value #MOST_NAMES} of them
 * @param count how many come out
 * @param steps what each did to those rows
 */
public record SnapshotFeatures(
        @Nullable ObjectRef fitted,
        @Nullable String fault,
        long trainRows,
        List<String> names,
        int count,
        List<Step> steps) {

    public static final int MOST_NAMES = 100;

    public SnapshotFeatures {
        names = List.copyOf(names.subList(0, Math.min(MOST_NAMES, names.size())));
        steps = List.copyOf(steps);
    }

    /** Steps that could not be fitted. */
    public static SnapshotFeatures unfitted(String fault, long trainRows) {
        return new SnapshotFeatures(null, fault, trainRows, List.of(), 0, List.of());
    }

    /**
     * What a step did.
     *
     * @param step as declared, with its parameters
     * @param columnsIn columns before
     * @param columnsOut columns behind it
     * @param figures by name, such as {@code valuesFilled}
     * @param dropped columns that went, each with why
     */
    public record Step(
            String step, int columnsIn, int columnsOut, Map<String, Double> figures, Map<String, String> dropped) {}
}
