package dev.graft.benchmarks.learning;

import dev.graft.benchmarks.learning.RecordedCurves.Curve;
import dev.graft.learning.gate.HopelessRunDecision;
import dev.graft.learning.gate.HopelessRunRule;
import dev.graft.learning.gate.MedianRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The runs of one task as the evaluator hears them, one after the other in a seeded order. One of them is the champion: its
 * run came first, is never stopped, and is a sibling of all others, which have to reach its best score.
 */
final class HopelessReplay {
    private final List<Curve> others;
    private final Curve champion;

    /**
     * Chooses the champion.
     *
     * @param strength the share of the runs that the champion is at least as good as, 0 to 1
     */
    HopelessReplay(List<Curve> runs, double strength) {
        List<Curve> ascending = new ArrayList<>(runs);
        ascending.sort(Comparator.comparingDouble(Curve::best));
        champion = ascending.remove((int) Math.min(runs.size() - 1, Math.floor(strength * runs.size())));
        others = ascending;
    }

    /**
     * The rules that are asked, the curve's before the siblings'.
     *
     * @param curve null: not asked
     * @param median null: not asked
     */
    record Rules(
            String name,
            @Nullable HopelessRunRule curve,
            @Nullable MedianRule median) {

        boolean stop(double champion, List<Double> scores, List<List<Double>> siblings) {
            return curve != null
                            && isStop(curve.decide(champion, scores, RecordedCurves.EPOCHS, RecordedCurves.PATIENCE))
                    || median != null && isStop(median.decide(champion, scores, siblings, RecordedCurves.EPOCHS));
        }

        private static boolean isStop(HopelessRunDecision decision) {
            return decision instanceof HopelessRunDecision.Stop;
        }
    }

    /**
     * What became of runs, each counted once for every order that it was replayed in.
     *
     * @param winners runs that reach the champion if nobody stops them
     * @param wrong those of them that were stopped, which happens only before they have reached it
     */
    record Tally(
            int runs,
            int winners,
            int stopped,
            int wrong,
            int epochs,
            int savedEpochs,
            double seconds,
            double savedSeconds) {
        static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0, 0);

        Tally plus(Tally other) {
            return new Tally(
                    runs + other.runs,
                    winners + other.winners,
                    stopped + other.stopped,
                    wrong + other.wrong,
                    epochs + other.epochs,
                    savedEpochs + other.savedEpochs,
                    seconds + other.seconds,
                    savedSeconds + other.savedSeconds);
        }
    }

    /** Replays the runs in so many orders. */
    Tally tally(Rules rules, int orders) {
        Tally sum = Tally.NONE;
        for (int order = 0; order < orders; order++) {
            List<Curve> shuffled = new ArrayList<>(others);
            Collections.shuffle(shuffled, new Random(order));
            List<List<Double>> heard = new ArrayList<>(List.of(champion.scores()));
            for (Curve run : shuffled) {
                int end = end(run, heard, rules);
                sum = sum.plus(outcome(run, end));
                heard.add(run.scores().subList(0, end));
            }
        }
        return sum;
    }

    /** After how many epochs the run ends. */
    private int end(Curve run, List<List<Double>> siblings, Rules rules) {
        int epochs = run.scores().size();
        for (int epoch = 1; epoch < epochs; epoch++) {
            if (rules.stop(champion.best(), run.scores().subList(0, epoch), siblings)) {
                return epoch;
            }
        }
        return epochs;
    }

    private Tally outcome(Curve run, int end) {
        int epochs = run.scores().size();
        int stopped = end < epochs ? 1 : 0;
        int wins = run.best() >= champion.best() ? 1 : 0;
        return new Tally(1, wins, stopped, stopped * wins, epochs, epochs - end, run.seconds(0), run.seconds(end));
    }
}
