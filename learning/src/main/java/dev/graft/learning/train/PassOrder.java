package dev.graft.learning.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The batches of one pass: rows are shuffled, cut into groups of {@value #BATCHES_A_GROUP} batches, sorted by length
 * within a group, cut into batches, and the batches are shuffled. So batches are random, and yet little is padded.
 */
final class PassOrder {

    private static final int BATCHES_A_GROUP = 16;

    private PassOrder() {}

    static List<int[]> batches(int[] rows, int batchSize, IntUnaryOperator length, Random random) {
        List<Integer> order = Arrays.stream(rows).boxed().collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(order, random);
        int groupSize = batchSize * BATCHES_A_GROUP;
        List<int[]> batches = new ArrayList<>();
        for (int start = 0; start < rows.length; start += groupSize) {
            List<Integer> group = order.subList(start, Math.min(rows.length, start + groupSize));
            group.sort(Comparator.comparingInt(length::applyAsInt));
            for (int first = 0; first < group.size(); first += batchSize) {
                batches.add(numbers(group.subList(first, Math.min(group.size(), first + batchSize))));
            }
        }
        Collections.shuffle(batches, random);
        return batches;
    }

    /** Rows, and {@code replayed} of the earlier ones, drawn without replacement. */
    static int[] withEarlier(int[] rows, RowSplit split, int replayed, Random random) {
        if (replayed == 0) {
            return rows;
        }
        List<Integer> earlier = IntStream.range(split.firstEarlier(), split.labelled())
                .boxed()
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(earlier, random);
        return IntStream.concat(
                        Arrays.stream(rows),
                        earlier.subList(0, replayed).stream().mapToInt(Integer::intValue))
                .toArray();
    }

    static int[] numbers(List<Integer> rows) {
        return rows.stream().mapToInt(Integer::intValue).toArray();
    }
}
