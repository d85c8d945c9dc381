package dev.graft.benchmarks.learning;

import dev.graft.benchmarks.Results;
import dev.graft.learning.check.LogisticProbe;
import dev.graft.learning.check.StratifiedRows;
import dev.graft.learning.metrics.BinaryScores;
import dev.graft.learning.metrics.ClassificationReport;
import dev.graft.learning.strategy.Sampling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What resampling within the training folds does for a rare label: mammography, one positive row in 43. And from which
 * imbalance on a head on frozen features gains by it: reviews of which good ones are made rare.
 */
@Command(
        name = "imbalance",
        description = "A rare label in a cross-validation, with rows as they are, repeated, left out and made (SMOTE).",
        mixinStandardHelpOptions = true)
final class Imbalance implements Callable<Integer> {

    private static final List<String> LABELS = List.of("negative", "positive");

    @Option(names = "--folds", defaultValue = "10", description = "Default: ${DEFAULT-VALUE}")
    private int folds;

    @Option(names = "--seeds", split = ",", defaultValue = "1,2,3", description = "Default: ${DEFAULT-VALUE}")
    private List<Long> seeds = List.of();

    @Option(names = "--cost", defaultValue = "1", description = "Of the regression. Default: ${DEFAULT-VALUE}")
    private double cost;

    @Option(
            names = "--ratios",
            split = ",",
            defaultValue = "2,4,10,20,50",
            description = "Bad reviews for a good one. Default: ${DEFAULT-VALUE}")
    private List<Integer> ratios = List.of();

    @Option(
            names = "--data",
            defaultValue = "../shared/data",
            description = "Folder of all data sets. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    /**
     * A cross-validation.
     *
     * @param sampling of the training folds' rows
     * @param recall of the positive rows, all folds together
     * @param balancedAccuracy mean recall of both labels
     * @param f1 of the positive label
     * @param rocAuc mean over the folds
     * @param seconds for learning and answering
     */
    private record Line(
            Sampling sampling,
            long seed,
            double recall,
            double balancedAccuracy,
            double f1,
            double rocAuc,
            double seconds) {}

    @Override
    public Integer call() throws IOException {
        TableRows table = TableRows.read(data.resolve("imbalance/mammography.csv"), "'1'");
        List<Line> lines = new ArrayList<>();
        for (Sampling sampling : Sampling.values()) {
            for (long seed : seeds) {
                lines.add(measure(table, sampling, seed));
            }
        }
        Results.write("learning-imbalance", lines);
        System.out.println("| sampling | recall | balanced accuracy | F1 | ROC AUC | seconds |");
        System.out.println("|---|---|---|---|---|---|");
        for (Sampling sampling : Sampling.values()) {
            List<Line> of =
                    lines.stream().filter(line -> line.sampling() == sampling).toList();
            System.out.println("| " + sampling + " | " + mean(of, line -> 100 * line.recall()) + " | "
                    + mean(of, line -> 100 * line.balancedAccuracy()) + " | " + mean(of, line -> 100 * line.f1())
                    + " | "
                    + mean(of, line -> 100 * line.rocAuc()) + " | " + mean(of, Line::seconds) + " |");
        }
        EmbeddedRows reviews = EmbeddedRows.of(TextSets.WAIMAI.read(data, 1));
        UnevenHeads.show(
                "learning-imbalance-reviews",
                UnevenHeads.of(
                        "reviews", (ratio, seed) -> UnevenReviews.of(reviews.shuffled(seed), ratio), ratios, seeds));
        return 0;
    }

    private Line measure(TableRows table, Sampling sampling, long seed) {
        int[] fold = StratifiedRows.folds(table.positive(), folds, new Random(seed));
        float[][] answers = new float[fold.length][];
        double rocAuc = 0;
        long start = System.nanoTime();
        for (int i = 0; i < folds; i++) {
            int held = i;
            TableRows learnt = table.part(row -> fold[row] != held).sampled(sampling, new Random(seed * folds + i));
            LogisticProbe probe = LogisticProbe.fit(learnt.features(), learnt.positive(), 2, cost);
            int[] rows = IntStream.range(0, fold.length)
                    .filter(row -> fold[row] == held)
                    .toArray();
            for (int row : rows) {
                answers[row] = probe.probabilities(table.features()[row]);
            }
            rocAuc += rocAuc(table, answers, rows) / folds;
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        ClassificationReport report = ClassificationReport.of(table.positive(), answers, LABELS);
        return new Line(
                sampling,
                seed,
                report.perClass().get(1).recall(),
                report.balancedAccuracy(),
                report.perClass().get(1).f1(),
                rocAuc,
                seconds);
    }

    private static double rocAuc(TableRows table, float[][] answers, int... rows) {
        boolean[] truth = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            truth[i] = table.positive()[rows[i]] == 1;
        }
        return BinaryScores.of(
                        truth,
                        Arrays.stream(rows).mapToDouble(row -> answers[row][1]).toArray())
                .rocAuc()
                .orElseThrow();
    }

    private static Spread mean(List<Line> lines, ToDoubleFunction<Line> value) {
        return Spread.of(lines.stream().mapToDouble(value).toArray());
    }
}
