package dev.graft.benchmarks.learning;

import dev.graft.benchmarks.Results;
import dev.graft.learning.gate.HopelessRunDecision;
import dev.graft.learning.gate.HopelessRunRule;
import dev.graft.learning.gate.MedianRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What stopping hopeless runs saves, and how often it errs: recorded curves of real runs are replayed, in random orders, as
 * the evaluator would hear them, against champions that a quarter, a tenth or none of the runs reach.
 */
@Command(
        name = "hopeless",
        description = "Replays recorded validation curves through the rules that stop hopeless runs.",
        mixinStandardHelpOptions = true)
final class HopelessRuns implements Callable<Integer> {
    private static final int ORDERS = 50;
    private static final int SIBLINGS = 256;
    private static final double[] CHAMPIONS = {0.5, 0.75, 0.9, 1};

    @Option(names = "--seeds", defaultValue = "3", description = "Runs of each setting. Default: ${DEFAULT-VALUE}")
    private int seeds;

    @Option(names = "--rows", defaultValue = "2000", description = "Rows of each set. Default: ${DEFAULT-VALUE}")
    private int rows;

    @Option(
            names = "--data",
            defaultValue = "../shared/data",
            description = "Folder of all data sets. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    /** What a set of rules did to all runs against one champion. */
    record Outcome(
            String rows,
            String rules,
            double champion,
            int runs,
            double stopped,
            double wrong,
            double winners,
            double epochsSaved) {}

    @Override
    public Integer call() throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        for (TextSets set : List.of(TextSets.BANKING77, TextSets.WAIMAI)) {
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
            HopelessRunRule curve = HopelessRunRule.defaults();
            MedianRule median = new MedianRule(3, curve.minimumEpochs(), curve.margin());
            for (double share : CHAMPIONS) {
                outcomes.add(replay(recorded, "curve", share, curve, null));
                outcomes.add(replay(recorded, "median", share, null, median));
                outcomes.add(replay(recorded, "both", share, curve, median));
            }
        }
        outcomes.forEach(HopelessRuns::print);
        Results.write("learning-hopeless", outcomes);
        return 0;
    }

    private static void print(Outcome outcome) {
        System.out.printf(
                Locale.ROOT,
                "%-10s champion at the %3.0f %% quantile, %-6s: of %d runs %4.1f %% stopped, %4.1f %% of the epochs saved,"
                        + " %.2f %% of the runs that would have reached it (%.0f) stopped%n",
                outcome.rows(),
                100 * outcome.champion(),
                outcome.rules(),
                outcome.runs(),
                100 * outcome.stopped(),
                100 * outcome.epochsSaved(),
                100 * outcome.wrong(),
                outcome.winners());
    }

    private static Outcome replay(
            RecordedCurves recorded,
            String rules,
            double share,
            @Nullable HopelessRunRule curve,
            @Nullable MedianRule median) {
        List<List<Double>> curves = recorded.curves();
        double[] bests =
                curves.stream().mapToDouble(HopelessRuns::best).sorted().toArray();
        double champion = bests[(int) Math.min(bests.length - 1, Math.floor(share * bests.length))];
        double stopped = 0;
        double wrong = 0;
        double saved = 0;
        double epochs = 0;
        for (int order = 0; order < ORDERS; order++) {
            List<List<Double>> shuffled = new ArrayList<>(curves);
            Collections.shuffle(shuffled, new Random(order));
            List<List<Double>> heard = new ArrayList<>();
            for (List<Double> run : shuffled) {
                int end = end(run, champion, heard, curve, median);
                boolean isStopped = end < run.size();
                stopped += isStopped ? 1 : 0;
                wrong += isStopped && best(run) >= champion ? 1 : 0;
                saved += run.size() - end;
                epochs += run.size();
                heard.add(run.subList(0, end));
            }
        }
        double winners = Arrays.stream(bests).filter(best -> best >= champion).count();
        return new Outcome(
                recorded.name(),
                rules,
                share,
                curves.size(),
                stopped / ORDERS / curves.size(),
                wrong / ORDERS / winners,
                winners,
                saved / epochs);
    }

    /** After how many epochs the run ends. */
    private static int end(
            List<Double> run,
            double champion,
            List<List<Double>> heard,
            @Nullable HopelessRunRule curve,
            @Nullable MedianRule median) {
        List<List<Double>> siblings = heard.subList(Math.max(0, heard.size() - SIBLINGS), heard.size());
        for (int epoch = 1; epoch < run.size(); epoch++) {
            List<Double> scores = run.subList(0, epoch);
            boolean stops = curve != null
                    && curve.decide(champion, scores, RecordedCurves.EPOCHS, RecordedCurves.PATIENCE)
                            instanceof HopelessRunDecision.Stop;
            stops |= median != null
                    && median.decide(champion, scores, siblings, RecordedCurves.EPOCHS)
                            instanceof HopelessRunDecision.Stop;
            if (stops) {
                return epoch;
            }
        }
        return run.size();
    }

    private static double best(List<Double> curve) {
        return curve.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }
}
