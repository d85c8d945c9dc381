package dev.graft.benchmarks.learning;

import dev.graft.learning.check.StratifiedRows;
import dev.graft.learning.tabular.FeatureRecipe;
import dev.graft.learning.tabular.FittedFeatures;
import dev.graft.learning.tabular.TabularColumn;
import dev.graft.learning.tabular.TabularColumns;
import dev.graft.learning.tabular.TabularRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows of numbers and words, one label of two the rarer one.
 *
 * @param columns of a row
 * @param rare rows of that label
 * @param frequent all others
 */
record UnevenNumbers(TabularColumns columns, List<TabularRow> rare, List<TabularRow> frequent) {

    /** What the mesh does to numbers where a task names no steps. */
    private static final List<String> STEPS = List.of("missing-median@1", "standardise@1");

    /** Of each label's rows three fifths are learnt from and one fifth chooses the epoch. */
    private static final int FIFTHS = 5;

    private static final int TRAIN_FIFTHS = 3;

    /**
     * Reads lines whose last field is the label.
     *
     * @param rareLabel as it is spelled
     * @throws IOException naming the file that is not there
     */
    static UnevenNumbers read(Path file, String rareLabel) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException(file + " is not there. Get mammography.csv and german.csv from"
                    + " github.com/jbrownlee/Datasets and name the folder above imbalance/ with --data");
        }
        List<String[]> lines = Files.readAllLines(file).stream()
                .map(line -> line.split(",", -1))
                .toList();
        int width = lines.get(0).length - 1;
        TabularColumns columns = new TabularColumns(IntStream.range(0, width)
                .mapToObj(i -> column("x" + (i + 1), lines.stream().map(line -> line[i])))
                .toList());
        Predicate<String[]> isRare = line -> line[width].equals(rareLabel);
        return new UnevenNumbers(columns, rows(columns, lines, isRare), rows(columns, lines, Predicate.not(isRare)));
    }

    /** Leaves rows out until there are {@code ratio} to a rare one, and deals them out; the features are fitted on those to learn from. */
    HeadRows draw(int ratio, long seed) {
        Random random = new Random(seed);
        int few = Math.min(rare.size(), frequent.size() / ratio);
        List<TabularRow> rows = new ArrayList<>(some(frequent, Math.min(frequent.size(), few * ratio), random));
        rows.addAll(some(rare, few, random));
        int[] truth = IntStream.range(0, rows.size())
                .map(row -> row < rows.size() - few ? 0 : HeadRows.RARE)
                .toArray();
        int[] fifth = StratifiedRows.folds(truth, FIFTHS, random);
        int[] order = IntStream.range(0, FIFTHS)
                .flatMap(part -> IntStream.range(0, fifth.length).filter(row -> fifth[row] == part))
                .toArray();
        int train = count(fifth, TRAIN_FIFTHS);
        int[] classes = IntStream.of(order).map(row -> truth[row]).toArray();
        FittedFeatures features = FeatureRecipe.of(STEPS)
                .fit(
                        columns,
                        IntStream.of(order).limit(train).mapToObj(rows::get).toList(),
                        IntStream.of(classes).limit(train).toArray());
        return new HeadRows(
                IntStream.of(order)
                        .mapToObj(row -> features.apply(rows.get(row)))
                        .toArray(float[][]::new),
                classes,
                train,
                count(fifth, TRAIN_FIFTHS + 1) - train);
    }

    private static int count(int[] fifth, int below) {
        return (int) IntStream.of(fifth).filter(part -> part < below).count();
    }

    private static List<TabularRow> some(List<TabularRow> rows, int count, Random random) {
        List<TabularRow> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, count);
    }

    /** A column of numbers, or of the words that it holds where one of them is no number. */
    private static TabularColumn column(String name, Stream<String> fields) {
        List<String> values = fields.distinct().sorted().collect(Collectors.toList());
        return values.stream().allMatch(value -> value.matches("-?[0-9.]+(e-?[0-9]+)?"))
                ? TabularColumn.named(name)
                : new TabularColumn(name, null, null, false, values);
    }

    private static List<TabularRow> rows(TabularColumns columns, List<String[]> lines, Predicate<String[]> wanted) {
        return lines.stream()
                .filter(wanted)
                .map(line -> new TabularRow(
                        IntStream.range(0, columns.size())
                                .mapToDouble(i -> value(columns.all().get(i), line[i]))
                                .toArray(),
                        null))
                .toList();
    }

    private static double value(TabularColumn column, String field) {
        return column.values() == null
                ? Double.parseDouble(field)
                : column.values().indexOf(field);
    }
}
