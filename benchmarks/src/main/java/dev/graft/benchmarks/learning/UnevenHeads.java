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
 * Heads on the features of the same draws of rows, means over the seeds, in percent.
 *
 * @param set where the rows come from
 * @param ratio rows of the frequent label for one of the rare label
 * @param how rare rows are made up for
 */
record UnevenHeads(
        String set,
        int ratio,
        String how,
        Spread accuracy,
        Spread balancedAccuracy,
        Spread macroF1,
        Spread rareRecall) {

    /** Rows of such a ratio, drawn anew for each seed. */
    interface Draw {
        HeadRows rows(int ratio, long seed);
    }

    /** Learns at all ratios and in all ways. */
    static List<UnevenHeads> of(String set, Draw draw, List<Integer> ratios, List<Long> seeds) throws IOException {
        List<UnevenHeads> all = new ArrayList<>();
        for (int ratio : ratios) {
            for (Map.Entry<String, HyperParameters> way : ways().entrySet()) {
                List<ClassificationReport> reports = new ArrayList<>();
                for (long seed : seeds) {
                    reports.add(draw.rows(ratio, seed).learn(way.getValue(), seed, Results.folder()));
                }
                all.add(of(set, ratio, way.getKey(), reports));
            }
        }
        return all;
    }

    /** Prints them and writes them under that name. */
    static void show(String name, List<UnevenHeads> all) throws IOException {
        Results.write(name, all);
        System.out.println("| rows | to one rare | how | accuracy | balanced accuracy | macro F1 | recall of rare |");
        System.out.println("|---|---|---|---|---|---|---|");
        all.forEach(line -> System.out.println("| " + line.set() + " | " + line.ratio() + " | " + line.how() + " | "
                + line.accuracy() + " | " + line.balancedAccuracy() + " | " + line.macroF1() + " | "
                + line.rareRecall() + " |"));
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

    private static UnevenHeads of(String set, int ratio, String how, List<ClassificationReport> reports) {
        return new UnevenHeads(
                set,
                ratio,
                how,
                percent(reports, ClassificationReport::accuracy),
                percent(reports, ClassificationReport::balancedAccuracy),
                percent(reports, report -> report.macro().f1()),
                percent(reports, report -> report.perClass().get(HeadRows.RARE).recall()));
    }

    private static Spread percent(List<ClassificationReport> reports, ToDoubleFunction<ClassificationReport> value) {
        return Spread.of(reports.stream()
                .mapToDouble(report -> 100 * value.applyAsDouble(report))
                .toArray());
    }
}
