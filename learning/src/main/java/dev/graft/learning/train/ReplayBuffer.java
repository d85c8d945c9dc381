package dev.graft.learning.train;

import dev.graft.learning.check.StratifiedRows;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * The rows that a run from a champion keeps of those that the champion knows, so that learning from new ones does not make
 * it forget them (experience replay; Robins 1995, Rolnick et al., NeurIPS 2019). Bounded, so a run's time does not grow with
 * the data set.
 *
 * <p>A label has the share of the kept rows that it has of all, and at least two where there is room: rare labels are what is
 * forgotten first. All rows remain in the data set, so unlike a reservoir over a stream each run draws anew.
 */
public final class ReplayBuffer {

    private ReplayBuffer() {}

    /**
     * At most {@code limit} of the rows, in their order; all of them where there are not more.
     *
     * @param label of a row
     * @param seed the same one draws the same rows of the same
     * @param <R> rows
     */
    public static <R> List<R> of(List<R> known, Function<R, String> label, int limit, long seed) {
        if (known.size() <= limit) {
            return List.copyOf(known);
        }
        List<String> labels = known.stream().map(label).toList();
        List<String> names = labels.stream().distinct().sorted().toList();
        int[] numbers = labels.stream().mapToInt(names::indexOf).toArray();
        return Arrays.stream(StratifiedRows.sample(numbers, limit, new Random(seed)))
                .mapToObj(known::get)
                .toList();
    }
}
