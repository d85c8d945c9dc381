package dev.graft.benchmarks.learning;

import dev.graft.benchmarks.Results;
import dev.graft.learning.check.LogisticProbe;
import dev.graft.learning.tabular.FeatureRecipe;
import dev.graft.learning.tabular.FittedFeatures;
import dev.graft.learning.tabular.StepEffect;
import dev.graft.learning.tabular.TabularColumns;
import dev.graft.learning.tabular.TabularRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What feature recipes do for rows of another domain than the labelled ones: pictures of ten things as counts of visual
 * words, from four sources. The steps are fitted on the labelled rows of one domain and on a half of the other's, without
 * labels; the other half is the test.
 */
@Command(
        name = "tabular",
        description = "Accuracy on another domain, by what was done to the features (Office-Caltech, SURF).",
        mixinStandardHelpOptions = true)
final class Tabular implements Callable<Integer> {

    private static final List<List<String>> PAIRS = List.of(
            List.of("caltech", "amazon"),
            List.of("amazon", "caltech"),
            List.of("amazon", "webcam"),
            List.of("dslr", "webcam"));

    @Option(
            names = "--seeds",
            split = ",",
            defaultValue = "1,2,3",
            description = "Of the halves. Default: ${DEFAULT-VALUE}")
    private List<Long> seeds = List.of();

    @Option(names = "--cost", defaultValue = "1", description = "Of the regression. Default: ${DEFAULT-VALUE}")
    private double cost;

    @Option(
            names = "--components",
            defaultValue = "100",
            description = "Of the recipes with PCA. Default: ${DEFAULT-VALUE}")
    private int components;

    @Option(
            names = "--data",
            defaultValue = "../shared/data",
            description = "Folder of all data sets. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    /**
     * A recipe on a pair of domains.
     *
     * @param accuracy on the test half, of each seed
     * @param fitSeconds mean over the seeds
     * @param report what the steps did, of the last seed
     */
    private record Line(
            String source,
            String target,
            List<String> recipe,
            List<Double> accuracy,
            double fitSeconds,
            List<StepEffect> report) {}

    @Override
    public Integer call() throws IOException {
        List<Line> lines = new ArrayList<>();
        for (List<String> pair : PAIRS) {
            DomainRows source = DomainRows.read(data, pair.get(0));
            DomainRows target = DomainRows.read(data, pair.get(1));
            for (List<String> recipe : recipes(pair.get(1))) {
                lines.add(measure(source, target, recipe));
                Results.write("learning-tabular", lines);
            }
        }
        System.out.println("| source | target | steps | accuracy, % | seconds of the fit |");
        System.out.println("|---|---|---|---|---|");
        for (Line line : lines) {
            Spread accuracy = Spread.of(
                    line.accuracy().stream().mapToDouble(share -> 100 * share).toArray());
            System.out.println("| " + line.source() + " | " + line.target() + " | " + String.join(", ", line.recipe())
                    + " | " + accuracy + " | " + "%.1f".formatted(line.fitSeconds()) + " |");
        }
        return 0;
    }

    private List<List<String>> recipes(String target) {
        String pca = "pca@1(components=" + components + ")";
        String coral = "coral@1(target=" + target + ")";
        return List.of(
                List.of("standardise@1"),
                List.of("standardise-per-domain@1"),
                List.of("standardise@1", coral),
                List.of("standardise-per-domain@1", coral),
                List.of("standardise-per-domain@1", pca),
                List.of("standardise-per-domain@1", pca, coral),
                List.of("select-mutual-information@1(keep=400)", "standardise-per-domain@1", pca));
    }

    private Line measure(DomainRows source, DomainRows target, List<String> recipe) {
        List<Double> accuracy = new ArrayList<>();
        double seconds = 0;
        List<StepEffect> report = List.of();
        for (long seed : seeds) {
            boolean[] held = target.half(new Random(seed));
            List<TabularRow> rows = new ArrayList<>(source.rows());
            rows.addAll(target.part(held, false).rows());
            int[] classes = Arrays.copyOf(source.classes(), rows.size());
            Arrays.fill(classes, source.classes().length, classes.length, -1);
            long start = System.nanoTime();
            FittedFeatures features = FeatureRecipe.of(recipe)
                    .fit(TabularColumns.numbered(rows.get(0).values().length), rows, classes);
            seconds += (System.nanoTime() - start) / 1e9 / seeds.size();
            accuracy.add(accuracy(features, source, target.part(held, true)));
            report = features.report();
        }
        return new Line(source.name(), target.name(), recipe, accuracy, seconds, report);
    }

    private double accuracy(FittedFeatures features, DomainRows source, DomainRows test) {
        LogisticProbe probe = LogisticProbe.fit(features(features, source), source.classes(), DomainRows.CLASSES, cost);
        float[][] rows = features(features, test);
        long right = IntStream.range(0, rows.length)
                .filter(row -> best(probe.probabilities(rows[row])) == test.classes()[row])
                .count();
        return (double) right / rows.length;
    }

    private static float[][] features(FittedFeatures features, DomainRows rows) {
        return rows.rows().stream().map(features::apply).toArray(float[][]::new);
    }

    private static int best(float[] shares) {
        return IntStream.range(0, shares.length).reduce(0, (one, other) -> shares[other] > shares[one] ? other : one);
    }
}
