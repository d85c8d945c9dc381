package dev.graft.learning.labels;

import java.util.List;

/**
 * The outcome of a check of a batch's labels.
 *
 * @param ranking all judged rows, worst first: by suspicion, then by number
 * @param suspected how many of them, from the worst on, are suspected: as many as labels are estimated to be wrong, but
 *     none whose given label is the most probable
 * @param flipped share of the judged rows' labels that is wrong
 * @param joint the confident joint of the batch, its numbers above 0 by given and confident label; rows without a
 *     confident label are not in it
 * @param batch agreement of the judged rows
 * @param trusted agreement of the trusted rows that they are compared with: those of anchored labels in the sample
 * @param chance the share of the batch that would agree if its labels were permuted
 * @param permutedAsGood p-value of the permutation test: low where labels tell something about their rows
 * @param asGoodAsTrusted p-value of the test against the trusted rows: low where the batch agrees less; 1 without any
 * @param verdict of both tests at the settings' level
 * @param unjudged rows of the batch that nothing is said about, because no probe learnt their label from another row
 * @param learningRows number of rows that probes learnt from
 * @param settings of the check
 */
public record LabelReport(
        List<JudgedRow> ranking,
        int suspected,
        FlippedShare flipped,
        List<JointCell> joint,
        Agreement batch,
        Agreement trusted,
        double chance,
        double permutedAsGood,
        double asGoodAsTrusted,
        BatchVerdict verdict,
        int unjudged,
        int learningRows,
        LabelSettings settings) {

    /** An immutable value. */
    public LabelReport {
        ranking = List.copyOf(ranking);
        joint = List.copyOf(joint);
    }

    /** The rows whose labels are probably wrong, worst first. */
    public List<JudgedRow> suspects() {
        return ranking.subList(0, suspected);
    }
}
