package dev.graft.learning.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.graft.learning.gate.GateInput.Challenge;
import dev.graft.learning.significance.PairedRows;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often the gate errs, by simulation: each trial draws rows and two models whose true worth is known. */
class GateLevelTest {
    private static final int TRIALS = 600;
    private static final int RESAMPLES = 400;

    /** What a share of 0.05 may look like in so many trials, in 99 of 100 cases. */
    private static final double ALLOWED = 0.05 + 2.33 * Math.sqrt(0.05 * 0.95 / TRIALS);

    @ParameterizedTest(name = "{0}, {1} rows, skill {2}, {3} classes")
    @CsvSource({
        "ACCURACY, 40, 0.8, 2",
        "ACCURACY, 200, 0.9, 5",
        "MACRO_F1, 40, 0.7, 2",
        "MACRO_F1, 100, 0.7, 10",
        "MACRO_F1, 200, 0.9, 5",
        "BALANCED_ACCURACY, 100, 0.8, 5",
        "MATTHEWS_CORRELATION, 100, 0.8, 3"
    })
    void promotes_a_challenger_that_is_no_better_as_rarely_as_declared(
            GateMetric metric, int rows, double skill, int classes) {
        GatePolicy policy = new GatePolicy(metric, 0, 0.02, 20, null, null, 0.95);

        double promoted = promoted(new Worth(classes, skill, skill), rows, policy);

        assertThat(promoted).isLessThanOrEqualTo(ALLOWED).isPositive();
    }

    @ParameterizedTest(name = "{0} rows, from {1} to {2}")
    @CsvSource({"100, 0.70, 0.82", "300, 0.80, 0.86", "300, 0.80, 0.88", "600, 0.85, 0.88"})
    void promotes_a_better_challenger_as_often_as_theory_says(int rows, double before, double after) {
        GatePolicy policy = new GatePolicy(GateMetric.ACCURACY, 0, 0.02, 20, null, null, 0.95);

        double promoted = promoted(new Worth(2, before, after), rows, policy);

        assertThat(promoted).isCloseTo(power(rows, before, after), within(0.06));
    }

    /**
     * The power of McNemar's exact one-sided test: over the number of rows that are in dispute, and then over how many of
     * them the challenger wins (Duffy, "Asymptotic versus Exact Power for the McNemar Test", 1984).
     */
    private static double power(int rows, double before, double after) {
        double independent = 1 - Worth.AGREEMENT;
        double won = Worth.AGREEMENT * (after - before) + independent * after * (1 - before);
        double lost = independent * before * (1 - after);
        BinomialDistribution inDispute = BinomialDistribution.of(rows, won + lost);
        double power = 0;
        for (int disputed = 1; disputed <= rows; disputed++) {
            BinomialDistribution ifBetter = BinomialDistribution.of(disputed, won / (won + lost));
            int least = disputed + 1;
            while (least > 0 && ExactMcNemar.upperTail(least - 1, disputed - least + 1) <= 0.05) {
                least--;
            }
            power += inDispute.probability(disputed) * ifBetter.survivalProbability(least - 1);
        }
        return power;
    }

    @Test
    void refuses_for_a_slice_that_loses_no_more_than_allowed_as_rarely_as_declared() {
        GatePolicy policy = new GatePolicy(GateMetric.ACCURACY, 0, 0.05, 20, null, null, 0.95);
        SplittableRandom random = new SplittableRandom(11);
        int refused = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            List<SliceLoss> losses = SliceLoss.of(new Worth(2, 0.85, 0.8).challenge(320, 8, random), policy);
            refused += losses.stream().anyMatch(SliceLoss::refuses) ? 1 : 0;
        }
        assertThat((double) refused / TRIALS).isLessThanOrEqualTo(ALLOWED).isPositive();
    }

    @Test
    void takes_a_challenger_that_is_worse_by_the_margin_as_rarely_as_declared() {
        GatePolicy policy = new GatePolicy(GateMetric.MACRO_F1, 0, 1, 20, null, null, 0.95, 0.05, null, null);

        double taken = promoted(new Worth(2, 0.85, 0.8), 200, policy);
        double equal = promoted(new Worth(2, 0.85, 0.85), 400, policy);

        assertThat(taken).isLessThanOrEqualTo(ALLOWED);
        assertThat(equal).isGreaterThan(0.6);
    }

    private static double promoted(Worth worth, int rows, GatePolicy policy) {
        SplittableRandom random = new SplittableRandom(rows);
        int promoted = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            promoted += PromotionGate.decide(worth.challenge(rows, 0, random), policy)
                            .promoted()
                    ? 1
                    : 0;
        }
        return (double) promoted / TRIALS;
    }

    /** Two models of known skill, that look at the same luck on half of the rows. */
    private record Worth(int classes, double champion, double challenger) {
        static final double AGREEMENT = 0.5;

        Challenge challenge(int rows, int slices, SplittableRandom random) {
            List<String> labels =
                    IntStream.range(0, classes).mapToObj(label -> "c" + label).toList();
            List<String> truth = new ArrayList<>();
            List<String> before = new ArrayList<>();
            List<String> after = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                int label = Math.min(random.nextInt(classes), random.nextInt(classes));
                String wrong = labels.get((label + 1 + random.nextInt(classes - 1)) % classes);
                double luck = random.nextDouble();
                double other = random.nextDouble() < AGREEMENT ? luck : random.nextDouble();
                truth.add(labels.get(label));
                before.add(luck < champion ? labels.get(label) : wrong);
                after.add(other < challenger ? labels.get(label) : wrong);
            }
            Challenge full = new TestSplit(truth, parts(rows, slices))
                    .challenge(Answers.certain(labels, after), Answers.certain(labels, before), new BitSet());
            return new Challenge(
                    full.challenger(),
                    full.champion(),
                    full.paired(),
                    resampled(full, labels, truth, before, after),
                    null);
        }

        private static SlicedAnswers resampled(
                Challenge full, List<String> labels, List<String> truth, List<String> before, List<String> after) {
            PairedRows rows = new PairedRows(
                    truth.stream().mapToInt(labels::indexOf).toArray(),
                    Answers.certain(labels, before).probabilities(),
                    Answers.certain(labels, after).probabilities(),
                    labels.size());
            Map<String, BitSet> slices = new LinkedHashMap<>();
            full.challenger().slices().keySet().forEach(slice -> slices.put(slice, part(slice, truth.size())));
            return new SlicedAnswers(rows, slices, RESAMPLES);
        }

        private static Map<String, BitSet> parts(int rows, int slices) {
            Map<String, BitSet> parts = new LinkedHashMap<>();
            for (int slice = 0; slice < slices; slice++) {
                parts.put("part:" + slice + "/" + slices, part("part:" + slice + "/" + slices, rows));
            }
            return parts;
        }

        private static BitSet part(String slice, int rows) {
            BitSet all = new BitSet();
            if (slice.startsWith("part:")) {
                String[] numbers = slice.substring("part:".length()).split("/", -1);
                for (int row = Integer.parseInt(numbers[0]); row < rows; row += Integer.parseInt(numbers[1])) {
                    all.set(row);
                }
            } else if (!slice.equals(Slice.EARLIER)) {
                all.set(0, rows);
            }
            return all;
        }
    }
}
