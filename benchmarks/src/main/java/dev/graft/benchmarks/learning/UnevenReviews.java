package dev.graft.benchmarks.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Reviews of which good ones are made rare, with the same share of them in each part. */
final class UnevenReviews {

    private static final int TRAIN = 1_200;
    private static final int VALIDATION = 400;
    private static final int TEST = 1_200;

    private UnevenReviews() {}

    /** Draws rows from shuffled ones, so that for one good row there are {@code ratio} bad ones. */
    static HeadRows of(EmbeddedRows shuffled, int ratio) {
        int[] good = ofLabel(shuffled, 1);
        int[] bad = ofLabel(shuffled, 0);
        List<Integer> rows = new ArrayList<>();
        int usedGood = 0;
        int usedBad = 0;
        for (int part : new int[] {TRAIN, VALIDATION, TEST}) {
            int rare = Math.round(part / (ratio + 1f));
            Arrays.stream(good, usedGood, usedGood + rare).forEach(rows::add);
            Arrays.stream(bad, usedBad, usedBad + part - rare).forEach(rows::add);
            usedGood += rare;
            usedBad += part - rare;
        }
        return new HeadRows(
                rows.stream().map(row -> shuffled.features()[row]).toArray(float[][]::new),
                rows.stream().mapToInt(row -> shuffled.truth()[row]).toArray(),
                TRAIN,
                VALIDATION);
    }

    private static int[] ofLabel(EmbeddedRows rows, int label) {
        return IntStream.range(0, rows.truth().length)
                .filter(row -> rows.truth()[row] == label)
                .toArray();
    }
}
