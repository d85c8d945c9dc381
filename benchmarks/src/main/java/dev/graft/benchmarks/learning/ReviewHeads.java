package dev.graft.benchmarks.learning;

import dev.graft.benchmarks.Results;
import dev.graft.learning.metrics.ClassificationReport;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.HyperParametersBuilder;
import dev.graft.learning.strategy.LossOptions;
import dev.graft.learning.strategy.Sampling;
import dev.graft.learning.strategy.StrategyAdvisor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Heads on features of the same draws of reviews, means over the seeds, in percent.
 *
 * @param ratio bad reviews for a good one
 * @param how good ones are made up for
 * @param rareRecall of the good ones
 */
record ReviewHeads(int ratio, String how, Spread accuracy, Spread balancedAccuracy, Spread macroF1, Spread rareRecall) {

    /** Prints and writes all ratios and ways. */
    static void measure(EmbeddedRows reviews, List<Integer> ratios, List<Long> seeds) throws IOException {
        List<ReviewHeads> all = new ArrayList<>();
        for (int ratio : ratios) {
            for (Map.Entry<String, HyperParameters> way : ways().entrySet()) {
                all.add(of(reviews, ratio, way.getKey(), way.getValue(), seeds));
            }
        }
        Results.write("learning-imbalance-reviews", all);
        System.out.println("| bad for a good one | how | accuracy | balanced accuracy | macro F1 | recall of good |");
        System.out.println("|---|---|---|---|---|---|");
        all.forEach(line -> System.out.println("| " + line.ratio() + " | " + line.how() + " | " + line.accuracy()
                + " | " + line.balancedAccuracy() + " | " + line.macroF1() + " | " + line.rareRecall() + " |"));
    }

    private static Map<String, HyperParameters> ways() {
        HyperParametersBuilder numbers =
                StrategyAdvisor.linearProbe().hyperParameters().change();
        Map<String, HyperParameters> ways = new LinkedHashMap<>();
        ways.put("plain", numbers.build());
        ways.put("class weights", numbers.loss(LossOptions.BALANCED).build());
        numbers.loss(LossOptions.PLAIN);
        for (Sampling sampling : List.of(Sampling.OVER, Sampling.UNDER, Sampling.SMOTE)) {
            ways.put(sampling.toString(), numbers.sampling(sampling).build());
        }
        return ways;
    }

    private static ReviewHeads of(EmbeddedRows reviews, int ratio, String how, HyperParameters hyper, List<Long> seeds)
            throws IOException {
        List<ClassificationReport> reports = new ArrayList<>();
        for (long seed : seeds) {
            reports.add(UnevenReviews.of(reviews.shuffled(seed), ratio).learn(hyper, seed, Results.folder()));
        }
        return new ReviewHeads(
                ratio,
                how,
                percent(reports, ClassificationReport::accuracy),
                percent(reports, ClassificationReport::balancedAccuracy),
                percent(reports, report -> report.macro().f1()),
                percent(reports, report -> report.perClass().get(1).recall()));
    }

    private static Spread percent(List<ClassificationReport> reports, ToDoubleFunction<ClassificationReport> value) {
        return Spread.of(reports.stream()
                .mapToDouble(report -> 100 * value.applyAsDouble(report))
                .toArray());
    }
}
