package dev.graft.learning.metrics;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * The ranking metrics averaged over labels.
 *
 * @param rocAuc in [0, 1]; empty where a label with weight in the average has none
 * @param averagePrecision in [0, 1]; 0 over no label
 */
public record RankingAverages(OptionalDouble rocAuc, double averagePrecision) {

    /** Every label counts the same. */
    static RankingAverages macro(List<LabelRanking> labels) {
        return weighted(labels, label -> 1);
    }

    /** Every label counts as often as it has rows. */
    static RankingAverages bySupport(List<LabelRanking> labels) {
        return weighted(labels, LabelRanking::support);
    }

    /** Every label whose metrics the rows define counts the same, the others not at all. */
    static RankingAverages supported(List<LabelRanking> labels) {
        OptionalDouble rocAuc = labels.stream()
                .map(LabelRanking::rocAuc)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average();
        double precision = labels.stream()
                .filter(label -> label.support() > 0)
                .mapToDouble(LabelRanking::averagePrecision)
                .average()
                .orElse(0);
        return new RankingAverages(rocAuc, precision);
    }

    private static RankingAverages weighted(List<LabelRanking> labels, ToDoubleFunction<LabelRanking> weight) {
        double weights = labels.stream().mapToDouble(weight).sum();
        double rocAuc = 0;
        double precision = 0;
        for (LabelRanking label : labels) {
            double share = weight.applyAsDouble(label);
            rocAuc += share == 0 ? 0 : share * label.rocAuc().orElse(Double.NaN);
            precision += share * label.averagePrecision();
        }
        boolean defined = weights > 0 && !Double.isNaN(rocAuc);
        return new RankingAverages(
                defined ? OptionalDouble.of(rocAuc / weights) : OptionalDouble.empty(), Ratio.of(precision, weights));
    }
}
