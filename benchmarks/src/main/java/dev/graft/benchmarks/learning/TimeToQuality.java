package dev.graft.benchmarks.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How long each side takes, seed by seed, to the first validated epoch that is good enough: within a point of the
 * reference's best validation accuracy, or at a level that was asked for.
 */
final class TimeToQuality {

    private static final double POINT = 0.01;

    /** Absorbs that a share of rows is no exact number: an accuracy right at the level counts. */
    private static final double ROUNDING = 1e-9;

    private final List<Figures> all;
    private final @Nullable Double level;

    TimeToQuality(List<Figures> all, @Nullable Double level) {
        this.all = all;
        this.level = level;
    }

    /**
     * Both sides of a seed where they are there at last.
     *
     * @param wall the reference's seconds over ours
     * @param cpu the same of processor time
     */
    private record Pair(Figures.Epoch ours, Figures.Epoch theirs, double wall, double cpu) {

        static Pair of(Figures.Epoch ours, Figures.Epoch theirs) {
            return new Pair(ours, theirs, theirs.seconds() / ours.seconds(), theirs.cpuSeconds() / ours.cpuSeconds());
        }
    }

    /** Prints a line a seed and their means; nothing where the reference did not run. */
    void print() {
        List<Figures> theirs = all.stream().filter(run -> !run.isOurs()).toList();
        if (theirs.isEmpty()) {
            return;
        }
        System.out.println("\n| seed | validation accuracy to reach % | ours: epoch, s, CPU s | theirs: epoch, s, CPU s"
                + " | theirs / ours, s | theirs / ours, CPU s |\n|---|---|---|---|---|---|");
        List<Pair> pairs = new ArrayList<>();
        for (Figures reference : theirs) {
            all.stream()
                    .filter(run -> run.isOurs() && run.seed() == reference.seed())
                    .forEach(ours -> compare(ours, reference).ifPresent(pairs::add));
        }
        if (!pairs.isEmpty()) {
            System.out.printf(
                    Locale.ROOT,
                    "| mean of %d | | %s s, %s CPU s | %s s, %s CPU s | %s | %s |%n",
                    pairs.size(),
                    spread(pairs, pair -> pair.ours().seconds()),
                    spread(pairs, pair -> pair.ours().cpuSeconds()),
                    spread(pairs, pair -> pair.theirs().seconds()),
                    spread(pairs, pair -> pair.theirs().cpuSeconds()),
                    spread(pairs, Pair::wall),
                    spread(pairs, Pair::cpu));
        }
    }

    private Optional<Pair> compare(Figures ours, Figures reference) {
        double wanted = level == null ? reference.bestValidationAccuracy() - POINT : level;
        Optional<Figures.Epoch> we = ours.firstAt(wanted - ROUNDING);
        Optional<Figures.Epoch> they = reference.firstAt(wanted - ROUNDING);
        Optional<Pair> pair = we.flatMap(own -> they.map(other -> Pair.of(own, other)));
        System.out.printf(
                Locale.ROOT,
                "| %d | %.2f | %s | %s | %s |%n",
                ours.seed(),
                100 * wanted,
                cell(we),
                cell(they),
                pair.map(both -> String.format(Locale.ROOT, "%.2f | %.2f", both.wall(), both.cpu()))
                        .orElse("- | -"));
        return pair;
    }

    private static String cell(Optional<Figures.Epoch> epoch) {
        return epoch.map(at -> String.format(Locale.ROOT, "%d, %.1f, %.1f", at.epoch(), at.seconds(), at.cpuSeconds()))
                .orElse("not reached");
    }

    private static Spread spread(List<Pair> pairs, ToDoubleFunction<Pair> value) {
        return Spread.of(pairs.stream().mapToDouble(value).toArray());
    }
}
