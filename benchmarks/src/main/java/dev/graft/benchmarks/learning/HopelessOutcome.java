package dev.graft.benchmarks.learning;

import dev.graft.benchmarks.learning.HopelessReplay.Rules;
import dev.graft.benchmarks.learning.HopelessReplay.Tally;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What rules did to recorded runs, against champions of one strength.
 *
 * @param champion the share of the runs that it is at least as good as
 * @param total over all seeds and orders
 * @param epochsSaved share of the epochs
 * @param secondsSaved share of the seconds
 * @param wrong share of the winners that were stopped
 */
record HopelessOutcome(
        String rows, String rules, double champion, Tally total, Share epochsSaved, Share secondsSaved, Share wrong) {
    private static final int ORDERS = 50;

    /** Of all seeds together, and of the seeds where it was lowest and highest. */
    record Share(double all, double lowest, double highest) {

        static Share of(List<Tally> seeds, ToDoubleFunction<Tally> part, ToDoubleFunction<Tally> whole) {
            Tally sum = seeds.stream().reduce(Tally.NONE, Tally::plus);
            double[] each = seeds.stream()
                    .filter(seed -> whole.applyAsDouble(seed) > 0)
                    .mapToDouble(seed -> part.applyAsDouble(seed) / whole.applyAsDouble(seed))
                    .sorted()
                    .toArray();
            return each.length == 0
                    ? new Share(0, 0, 0)
                    : new Share(part.applyAsDouble(sum) / whole.applyAsDouble(sum), each[0], each[each.length - 1]);
        }

        String percent() {
            return String.format(Locale.ROOT, "%4.1f %% (%.1f to %.1f)", 100 * all, 100 * lowest, 100 * highest);
        }
    }

    /** Replays each seed's runs, as those of a task of their own. */
    static HopelessOutcome of(RecordedCurves recorded, double strength, Rules rules) {
        List<Tally> seeds = recorded.bySeed().stream()
                .map(task -> new HopelessReplay(task, strength).tally(rules, ORDERS))
                .toList();
        return new HopelessOutcome(
                recorded.name(),
                rules.name(),
                strength,
                seeds.stream().reduce(Tally.NONE, Tally::plus),
                Share.of(seeds, Tally::savedEpochs, Tally::epochs),
                Share.of(seeds, Tally::savedSeconds, Tally::seconds),
                Share.of(seeds, Tally::wrong, Tally::winners));
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-9s champion at %3.0f %%, %-34s: stopped %4.1f %%, saved epochs %s, seconds %s, wrong %s of %d",
                rows,
                100 * champion,
                rules,
                100.0 * total.stopped() / total.runs(),
                epochsSaved.percent(),
                secondsSaved.percent(),
                wrong.percent(),
                total.winners() / ORDERS);
    }
}
