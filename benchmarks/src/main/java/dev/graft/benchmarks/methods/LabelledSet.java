package dev.graft.benchmarks.methods;

import dev.graft.learning.classic.FeatureVectors;
import dev.graft.learning.classic.LabelledVectors;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A set of data as rows with classes.
 *
 * @param count of all classes
 */
record LabelledSet(FeatureVectors rows, int[] classes, int count) {

    /** Gzipped lines of numbers, the first of which is the class, from 1 on. */
    static LabelledSet csv(Path file, int count) throws IOException {
        List<double[]> lines = lines(file).stream()
                .map(line -> Arrays.stream(line.split(",", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
        return new LabelledSet(
                FeatureVectors.of(lines.stream()
                        .map(line -> Arrays.copyOfRange(line, 1, line.length))
                        .toArray(double[][]::new)),
                lines.stream().mapToInt(line -> (int) line[0] - 1).toArray(),
                count);
    }

    /** Gzipped lines of a class, 1 or -1, and of {@code index:count} pairs, of which only that a count is above 0 is kept. */
    static LabelledSet svmlight(Path file, int width) throws IOException {
        List<int[]> columns = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        List<Integer> classes = new ArrayList<>();
        for (String line : lines(file)) {
            String[] fields = line.strip().split("\\s+");
            classes.add(fields[0].startsWith("-") ? 0 : 1);
            int[] own = Arrays.stream(fields)
                    .skip(1)
                    .mapToInt(field -> Integer.parseInt(field.substring(0, field.indexOf(':'))))
                    .sorted()
                    .toArray();
            columns.add(own);
            values.add(Arrays.stream(own).mapToDouble(column -> 1).toArray());
        }
        return new LabelledSet(
                FeatureVectors.sparse(width, columns, values),
                classes.stream().mapToInt(Integer::intValue).toArray(),
                2);
    }

    LabelledVectors labelled() {
        return new LabelledVectors(rows, classes, count);
    }

    /** The rows, so many at a time, which bounds what adapted ones need. */
    Stream<FeatureVectors> parts(int most) {
        return IntStream.iterate(0, from -> from < rows.size(), from -> from + most)
                .mapToObj(from -> rows.rows(IntStream.range(from, Math.min(rows.size(), from + most))
                        .toArray()));
    }

    /** The share of the answers that are right, in percent. */
    double accuracy(int... answers) {
        int right = 0;
        for (int row = 0; row < answers.length; row++) {
            right += answers[row] == classes[row] ? 1 : 0;
        }
        return 100.0 * right / answers.length;
    }

    private static List<String> lines(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException(file + " is not there; name the folder of all data sets with --data");
        }
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return in.lines().toList();
        }
    }
}
