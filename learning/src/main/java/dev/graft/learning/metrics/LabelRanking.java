package dev.graft.learning.metrics;

import java.util.OptionalDouble;

/**
 * How well one label's score tells its rows from all others.
 *
 * @param label the label's name
 * @param support rows that have the label
 * @param rocAuc area under the receiver operating characteristic, in [0, 1]; empty if no row or every row has the label
 * @param averagePrecision area under the precision-recall curve, in [0, 1]; 0 if no row has the label
 */
public record LabelRanking(String label, long support, OptionalDouble rocAuc, double averagePrecision) {

    static LabelRanking of(String label, boolean[] truth, double[] scores) {
        ScoreLevels levels = ScoreLevels.of(truth, scores);
        return new LabelRanking(label, levels.positives(), Ranking.rocAuc(levels), Ranking.averagePrecision(levels));
    }
}
