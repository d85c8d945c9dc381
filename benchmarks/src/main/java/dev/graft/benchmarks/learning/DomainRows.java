package dev.graft.benchmarks.learning;

import dev.graft.learning.check.StratifiedRows;
import dev.graft.learning.tabular.TabularRow;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * Pictures from one source as counts of 800 visual words (Gong et al. 2012).
 *
 * @param name of the source
 * @param classes 0 to 9, one a row
 */
record DomainRows(String name, List<TabularRow> rows, int[] classes) {

    static final int CLASSES = 10;

    static DomainRows read(Path data, String name) throws IOException {
        Path file = data.resolve("office_caltech_surf").resolve(name + ".csv.gz");
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            List<double[]> lines = in.lines()
                    .map(line -> Arrays.stream(line.split(",", -1))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toList();
            return new DomainRows(
                    name,
                    lines.stream()
                            .map(line -> new TabularRow(Arrays.copyOfRange(line, 1, line.length), name))
                            .toList(),
                    lines.stream().mapToInt(line -> (int) line[0] - 1).toArray());
        }
    }

    /** Half of the rows of each class, drawn. */
    boolean[] half(Random random) {
        int[] fold = StratifiedRows.folds(classes, 2, random);
        boolean[] half = new boolean[fold.length];
        for (int row = 0; row < half.length; row++) {
            half[row] = fold[row] == 0;
        }
        return half;
    }

    /** The rows whose mark is {@code wanted}. */
    DomainRows part(boolean[] marks, boolean wanted) {
        int[] chosen = IntStream.range(0, marks.length)
                .filter(row -> marks[row] == wanted)
                .toArray();
        return new DomainRows(
                name,
                Arrays.stream(chosen).mapToObj(rows::get).toList(),
                Arrays.stream(chosen).map(row -> classes[row]).toArray());
    }
}
