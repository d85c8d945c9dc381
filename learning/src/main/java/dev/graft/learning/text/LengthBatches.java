package dev.graft.learning.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Rows cut into batches of similar length, so that little is computed on padding. */
public final class LengthBatches {

    private LengthBatches() {}

    /** The rows {@code from} to {@code to} (exclusive), shortest first, in batches of at most {@code size}. */
    public static List<int[]> sorted(int from, int to, int size, IntUnaryOperator length) {
        int[] rows = IntStream.range(from, to)
                .boxed()
                .sorted(Comparator.comparingInt(length::applyAsInt))
                .mapToInt(Integer::intValue)
                .toArray();
        List<int[]> batches = new ArrayList<>();
        for (int start = 0; start < rows.length; start += size) {
            batches.add(Arrays.copyOfRange(rows, start, Math.min(rows.length, start + size)));
        }
        return batches;
    }
}
