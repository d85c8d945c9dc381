package dev.graft.learning.labels;

import dev.graft.learning.check.LogisticProbe;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The probes that a check learnt last, for the next check beside the same trusted rows: to learn them takes nearly all of
 * a check's time. It saves time and changes no answer. Rows are recognised by their arrays, not by the numbers in them.
 * Not thread-safe; holds one probe a fold, {@code labels} times {@code width} numbers each, and the rows.
 */
public final class ProbeMemory {

    private @Nullable Learnt learnt;
    private List<LogisticProbe> probes = List.of();

    /**
     * What probes were learnt from.
     *
     * @param features of the rows that were learnt from
     * @param labels of these rows
     * @param folds that these rows are in
     */
    record Learnt(float[][] features, int[] labels, int[] folds, int labelCount, double cost) {

        private boolean isSameAs(Learnt other) {
            return labelCount == other.labelCount
                    && Double.compare(cost, other.cost) == 0
                    && Arrays.equals(labels, other.labels)
                    && Arrays.equals(folds, other.folds)
                    && IntStream.range(0, features.length).allMatch(row -> features[row] == other.features[row]);
        }
    }

    /** The probes of exactly these rows; null where others were learnt last. */
    @Nullable
    List<LogisticProbe> find(Learnt lesson) {
        return learnt != null && lesson.isSameAs(learnt) ? probes : null;
    }

    void keep(Learnt lesson, List<LogisticProbe> learntProbes) {
        learnt = lesson;
        probes = List.copyOf(learntProbes);
    }
}
