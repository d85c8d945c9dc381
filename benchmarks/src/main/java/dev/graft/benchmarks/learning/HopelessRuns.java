package dev.graft.benchmarks.learning;

import dev.graft.benchmarks.Results;
import dev.graft.benchmarks.learning.HopelessReplay.Rules;
import dev.graft.learning.gate.HopelessRunRule;
import dev.graft.learning.gate.MedianRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.DoubleStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What stopping hopeless runs saves, and how often it errs: recorded curves of real runs are replayed, in random orders, as
 * the evaluator would hear them, against champions that half, a quarter, a tenth or none of the other runs reach.
 */
@Command(
        name = "hopeless",
        description = "Replays recorded validation curves through the rules that stop hopeless runs.",
        mixinStandardHelpOptions = true)
final class HopelessRuns implements Callable<Integer> {
    private static final double[] CHAMPIONS = {0.5, 0.75, 0.9, 1};

    @Option(names = "--seeds", defaultValue = "6", description = "Runs of each setting. Default: ${DEFAULT-VALUE}")
    private int seeds;

    @Option(names = "--rows", defaultValue = "2000", description = "Rows of each set. Default: ${DEFAULT-VALUE}")
    private int rows;

    @Option(
            names = "--fewest-siblings",
            split = ",",
            defaultValue = "3",
            description = "Of the median rule. Default: ${DEFAULT-VALUE}")
    private List<Integer> fewestSiblings = List.of();

    @Option(
            names = "--minimum-epochs",
            split = ",",
            defaultValue = "3",
            description = "Of the median rule. Default: ${DEFAULT-VALUE}")
    private List<Integer> minimumEpochs = List.of();

    @Option(
            names = "--margins",
            split = ",",
            defaultValue = "0.02,0.1",
            description = "Of the median rule. Default: ${DEFAULT-VALUE}")
    private List<Double> margins = List.of();

    @Option(
            names = "--data",
            defaultValue = "../shared/data",
            description = "Folder of all data sets. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    @Override
    public Integer call() throws IOException {
        List<HopelessOutcome> outcomes = new ArrayList<>();
        for (TextSets set : List.of(TextSets.BANKING77, TextSets.WAIMAI)) {
            RecordedCurves recorded = recorded(set);
            for (double strength : CHAMPIONS) {
                for (Rules rules : rules()) {
                    HopelessOutcome outcome = HopelessOutcome.of(recorded, strength, rules);
                    System.out.println(outcome.line());
                    outcomes.add(outcome);
                }
            }
        }
        Results.write("learning-hopeless", outcomes);
        return 0;
    }

    private RecordedCurves recorded(TextSets set) throws IOException {
        TextSet texts = set.read(data, 1);
        TextSet some = new TextSet(
                texts.backbone(),
                texts.train().subList(0, Math.min(rows, texts.train().size())),
                texts.validation(),
                texts.test(),
                texts.labels());
        Path folder = Files.createTempDirectory("curves");
        RecordedCurves recorded =
                RecordedCurves.of(EmbeddedRows.of(some), set.name().toLowerCase(Locale.ROOT), seeds, folder);
        double[] seconds = recorded.bySeed().stream()
                .flatMap(List::stream)
                .mapToDouble(run -> run.seconds(0))
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "%s: %d curves, %.1f s of training%n",
                recorded.name(),
                seconds.length,
                DoubleStream.of(seconds).sum());
        return recorded;
    }

    private List<Rules> rules() {
        HopelessRunRule curve = HopelessRunRule.defaults();
        List<Rules> rules = new ArrayList<>(List.of(new Rules("curve", curve, null)));
        for (int fewest : fewestSiblings) {
            for (int epochs : minimumEpochs) {
                for (double margin : margins) {
                    MedianRule median = new MedianRule(fewest, epochs, margin);
                    String setting = " of %d, epoch %d, margin %s".formatted(fewest, epochs, margin);
                    rules.add(new Rules("median" + setting, null, median));
                    rules.add(new Rules("both" + setting, curve, median));
                }
            }
        }
        return rules;
    }
}
