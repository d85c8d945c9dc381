package dev.graft.benchmarks.methods;

import dev.graft.benchmarks.Results;
import dev.graft.learning.check.StratifiedRows;
import dev.graft.learning.classic.Classifier;
import dev.graft.learning.classic.DecisionTree;
import dev.graft.learning.classic.LabelledVectors;
import dev.graft.learning.classic.Learner;
import dev.graft.learning.classic.LogisticRegression;
import dev.graft.learning.classic.Standardised;
import dev.graft.learning.metrics.RankingScores;
import dev.graft.learning.sampling.AdaBoost;
import dev.graft.learning.sampling.BalancedBagging;
import dev.graft.learning.sampling.ClassWeights;
import dev.graft.learning.sampling.Merit;
import dev.graft.learning.sampling.RemedyAdvice;
import dev.graft.learning.sampling.Resampling;
import dev.graft.learning.sampling.ThresholdMoving;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What is done about rare classes, in ten folds of rows of which one in 43 (mammography) or 10 (ecoli) is rare. */
@Command(
        name = "imbalance",
        description = "Sampling, weights, ensembles and thresholds for rare classes, within ten folds.",
        mixinStandardHelpOptions = true)
final class ImbalanceRemedies implements Callable<Integer> {

    private static final int FOLDS = 10;
    private static final String ROW = "L10";

    @Option(
            names = "--seeds",
            split = ",",
            defaultValue = "1,2,3",
            description = "Of the folds. Default: ${DEFAULT-VALUE}")
    private List<Long> seeds = List.of();

    @Option(names = "--ways", split = ",", description = "Only those whose name contains one of these. Default: all")
    private List<String> named = List.of("");

    @Option(names = "--python", description = "A Python with scikit-learn and imbalanced-learn.")
    private @Nullable Path python;

    @Option(
            names = "--data",
            defaultValue = "../shared/data",
            description = "Folder of all data sets. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    private final MethodReport report = new MethodReport("imbalance");

    @Override
    public Integer call() throws IOException, InterruptedException {
        measure(
                "mammography",
                RareRows.read(data.resolve("imbalance/mammography.csv"), "'1'"),
                "balanced ≥ .86, AUC ≥ .91");
        measure("ecoli, om", RareRows.read(data.resolve("imbalance/ecoli.csv"), "om"), "");
        Path folds = writeFolds();
        report.reference(python, "--data", data.toString(), "--folds", folds.toString());
        report.print();
        return 0;
    }

    private static Map<String, Learner> ways(long seed) {
        Learner plain = new Standardised(new LogisticRegression(1));
        Learner tree = DecisionTree.ofDepth(3);
        Map<String, Learner> ways = new LinkedHashMap<>();
        ways.put("LR", plain);
        ways.put("LR, class weights", new ClassWeights(plain));
        ways.put("LR, over-sampling", Resampling.over().before(plain, seed));
        ways.put("LR, under-sampling", Resampling.under().before(plain, seed));
        ways.put("LR, SMOTE", Resampling.smote().before(plain, seed));
        ways.put("LR, borderline SMOTE 1", Resampling.borderlineSmote(1).before(plain, seed));
        ways.put("LR, borderline SMOTE 2", Resampling.borderlineSmote(2).before(plain, seed));
        ways.put("LR, Tomek links", Resampling.withoutTomekLinks().before(plain, seed));
        ways.put("LR, ENN", Resampling.edited(3).before(plain, seed));
        ways.put("LR, threshold moved", new ThresholdMoving(plain, Merit.BALANCED_ACCURACY, seed));
        ways.put("balanced bagging, trees", new BalancedBagging(new DecisionTree(100, 2, 1, seed), 10, seed));
        ways.put("AdaBoost, trees", new AdaBoost(tree, 30, false, seed));
        ways.put("RUSBoost, trees", new AdaBoost(tree, 30, true, seed));
        return ways;
    }

    private void measure(String set, LabelledVectors rows, String wanted) throws IOException {
        List<String> all = ways(1).keySet().stream()
                .filter(name -> named.stream().anyMatch(name::contains))
                .toList();
        for (String name : all) {
            List<Double> balanced = new ArrayList<>();
            List<Double> auc = new ArrayList<>();
            List<Double> f1 = new ArrayList<>();
            long start = System.nanoTime();
            for (long seed : seeds) {
                double[][] answers =
                        answers(rows, Objects.requireNonNull(ways(seed).get(name)), seed);
                int[] best = Arrays.stream(answers).mapToInt(Classifier::best).toArray();
                balanced.add(100 * Merit.BALANCED_ACCURACY.of(best, rows.classes(), 2));
                auc.add(100 * auc(rows, answers, seed));
                f1.add(100 * f1(best, rows.classes()));
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            boolean anchored = name.equals("LR, SMOTE");
            report.add(new MethodLine(ROW, set, name, "balanced accuracy", balanced, seconds, anchored ? wanted : ""));
            report.add(new MethodLine(ROW, set, name, "ROC AUC", auc, seconds, anchored ? wanted : ""));
            report.add(new MethodLine(ROW, set, name, "F1 of the rare", f1, seconds, ""));
        }
        for (Merit merit : Merit.values()) {
            RemedyAdvice advice =
                    RemedyAdvice.of(rows, new Standardised(new LogisticRegression(1)), merit, seeds.get(0));
            System.out.println(set + ", advice: " + advice.kept() + ": " + advice.reason());
        }
    }

    private static int[] folds(LabelledVectors rows, long seed) {
        return StratifiedRows.folds(rows.classes(), FOLDS, new Random(seed));
    }

    private static double[][] answers(LabelledVectors rows, Learner learner, long seed) {
        int[] fold = folds(rows, seed);
        double[][] answers = new double[rows.size()][];
        for (int part = 0; part < FOLDS; part++) {
            int[] held = part(fold, part, true);
            Classifier classifier = learner.fit(rows.rows(part(fold, part, false)));
            double[][] own = classifier.probabilities(rows.rows().rows(held));
            IntStream.range(0, held.length).forEach(i -> answers[held[i]] = own[i]);
        }
        return answers;
    }

    private static int[] part(int[] fold, int held, boolean wanted) {
        return IntStream.range(0, fold.length)
                .filter(row -> (fold[row] == held) == wanted)
                .toArray();
    }

    /** The mean over the folds, as published. */
    private static double auc(LabelledVectors rows, double[][] answers, long seed) {
        int[] fold = folds(rows, seed);
        return IntStream.range(0, FOLDS)
                .mapToObj(held -> part(fold, held, true))
                .mapToDouble(held -> RankingScores.of(
                                Arrays.stream(held)
                                        .map(row -> rows.classes()[row])
                                        .toArray(),
                                Arrays.stream(held)
                                        .mapToObj(row -> new float[] {(float) answers[row][0], (float) answers[row][1]})
                                        .toArray(float[][]::new),
                                List.of("usual", "rare"))
                        .perLabel()
                        .get(1)
                        .rocAuc()
                        .orElse(0.5))
                .average()
                .orElseThrow();
    }

    private static double f1(int[] answers, int... truth) {
        int right = 0;
        int named = 0;
        for (int row = 0; row < truth.length; row++) {
            right += answers[row] == 1 && truth[row] == 1 ? 1 : 0;
            named += answers[row] + truth[row];
        }
        return named == 0 ? 0 : 2.0 * right / named;
    }

    /** The folds of mammography, a line a seed, for the reference. */
    private Path writeFolds() throws IOException {
        LabelledVectors rows = RareRows.read(data.resolve("imbalance/mammography.csv"), "'1'");
        Path file = Results.folder().resolve("methods-folds.txt");
        Files.write(
                file,
                seeds.stream()
                        .map(seed -> IntStream.of(folds(rows, seed))
                                .mapToObj(Integer::toString)
                                .collect(Collectors.joining(" ")))
                        .toList());
        return file;
    }
}
