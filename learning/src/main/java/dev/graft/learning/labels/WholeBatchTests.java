package dev.graft.learning.labels;

import java.util.List;
import java.util.Random;

/**
 * The tests of a batch as a whole.
 *
 * @param batch agreement of its rows
 * @param trusted agreement of the rows that it is compared with
 * @param chance share of agreeing rows under permuted labels
 * @param permutedAsGood p-value of {@link PermutedLabels}
 * @param asGoodAsTrusted p-value of {@link WorseThanTrusted}
 */
record WholeBatchTests(
        Agreement batch, Agreement trusted, double chance, double permutedAsGood, double asGoodAsTrusted) {

    static WholeBatchTests of(List<JudgedRow> batch, List<JudgedRow> trusted, int labels, Random random) {
        return new WholeBatchTests(
                Agreement.of(batch),
                Agreement.of(trusted),
                PermutedLabels.chance(batch, labels),
                PermutedLabels.pValue(batch, random),
                WorseThanTrusted.pValue(batch, trusted, labels));
    }

    /**
     * A batch whose labels tell nothing is called shuffled only if it agrees less than one of which half the labels are
     * permuted would: half as far above chance as trusted rows are, or, without them, as labels that are always right.
     */
    BatchVerdict verdict(double level) {
        if (permutedAsGood <= level) {
            return asGoodAsTrusted <= level ? BatchVerdict.WORSE : BatchVerdict.SOUND;
        }
        double good = trusted.rows() == 0 ? 1 : trusted.share();
        CountDistribution halfGood = CountDistribution.binomial(batch.rows(), (good + chance) / 2);
        return halfGood.atMost(batch.agreeing()) <= level ? BatchVerdict.SHUFFLED : BatchVerdict.UNKNOWN;
    }
}
