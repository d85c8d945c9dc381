package dev.graft.benchmarks.learning;

import dev.graft.learning.sampling.EqualClasses;
import dev.graft.learning.sampling.Smote;
import dev.graft.learning.strategy.Sampling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows of numbers that are of a rare kind or not.
 *
 * @param features {@code (rows, width)}
 * @param positive 1 for a row of the rare kind, else 0
 */
record TableRows(float[][] features, int[] positive) {

    /** Reads lines of numbers whose last field says the kind; {@code rare} is the rare one's name. */
    static TableRows read(Path file, String rare) throws IOException {
        List<String[]> lines = Files.readAllLines(file).stream()
                .map(line -> line.split(",", -1))
                .toList();
        return new TableRows(
                lines.stream().map(TableRows::numbers).toArray(float[][]::new),
                lines.stream()
                        .mapToInt(fields -> fields[fields.length - 1].equals(rare) ? 1 : 0)
                        .toArray());
    }

    TableRows part(IntPredicate wanted) {
        return chosen(IntStream.range(0, positive.length).filter(wanted).toArray());
    }

    TableRows sampled(Sampling sampling, Random random) {
        EqualClasses classes = EqualClasses.of(positive, 2);
        return switch (sampling) {
            case AS_IS -> this;
            case OVER -> chosen(classes.over(random));
            case UNDER -> chosen(classes.under(random));
            case SMOTE -> withMade(new Smote(Smote.NEIGHBOURS).balance(features, classes, random));
        };
    }

    private TableRows withMade(List<Smote.Made> made) {
        return new TableRows(
                Stream.concat(Arrays.stream(features), made.stream().map(row -> row.of(features)))
                        .toArray(float[][]::new),
                IntStream.concat(Arrays.stream(positive), made.stream().mapToInt(row -> positive[row.row()]))
                        .toArray());
    }

    private TableRows chosen(int... rows) {
        return new TableRows(
                Arrays.stream(rows).mapToObj(row -> features[row]).toArray(float[][]::new),
                Arrays.stream(rows).map(row -> positive[row]).toArray());
    }

    private static float[] numbers(String... fields) {
        float[] numbers = new float[fields.length - 1];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Float.parseFloat(fields[i]);
        }
        return numbers;
    }
}
