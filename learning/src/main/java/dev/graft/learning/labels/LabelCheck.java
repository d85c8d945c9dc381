package dev.graft.learning.labels;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The check of a batch's labels by confident learning (Northcutt, Jiang and Chuang 2021): probabilities that were
 * predicted out of sample say how many labels are wrong, and which.
 *
 * <ul>
 *   <li>Predictions are those of logistic probes on frozen features, cross-validated. Of a label with at least ten trusted
 *       rows only those are learnt from and set its threshold, and no row of the batch; of other labels the batch's rows
 *       are learnt from, too.
 *   <li>A label is confident where its probability reaches its mean over the rows that were given it, the paper's
 *       threshold; given by confident labels are the confident joint.
 *   <li>Rows are pruned by noise rate, over all labels together: with 77 labels a batch has too few rows for a rate of each
 *       pair. With trusted rows the rate is that of the batch's disagreement with the predictions beyond theirs; without,
 *       that of the confident joint.
 *   <li>Rows are ranked by the ratio of the two probabilities, not by their difference.
 * </ul>
 *
 * <p>Measured with one draw of 2,000 trusted rows and 2,000 of a batch, 10 % of its labels any other one; Banking77, then
 * waimai. F1 of the suspects: this rule 93 and 70 %; the joint's off-diagonal rows 70 and 71 %, the paper's pruning by
 * noise rate 70 and 68 %, by class 75 and 68 %; but without a wrong label those suspect 3 to 5 % of the rows, and this
 * rule none. Average precision: ranked by ratio 0.98 and 0.71, by difference 0.87 and 0.71. Probes that learn from the
 * batch too: 0.70 of waimai, and 0.87 in place of 0.93 where the batch is shuffled.
 *
 * <p>The same settings and rows give the same report. Safe for many threads. Memory beside the rows: one probe a fold, and
 * one fold's scaled rows at a time.
 */
public final class LabelCheck {

    private static final Comparator<JudgedRow> WORST_FIRST = Comparator.comparingDouble(JudgedRow::suspicion)
            .reversed()
            .thenComparing(JudgedRow::agrees)
            .thenComparingInt(JudgedRow::row);

    private final LabelSettings settings;

    public LabelCheck(LabelSettings settings) {
        this.settings = settings;
    }

    /**
     * Judges the batch's labels beside trusted rows.
     *
     * @param trusted rows whose labels were accepted before; none are needed
     * @param labels number of labels that there could be; some may never occur
     * @throws IllegalArgumentException where a label is out of range, or features are not finite or not of one width
     */
    public LabelReport run(LabelledRows trusted, LabelledRows batch, int labels, LabelListener listener) {
        return run(trusted, batch, labels, new ProbeMemory(), listener);
    }

    /**
     * The same, where several batches are judged beside the same trusted rows.
     *
     * @param memory of the check before, of this thread
     */
    public LabelReport run(
            LabelledRows trusted, LabelledRows batch, int labels, ProbeMemory memory, LabelListener listener) {
        AllRows rows = AllRows.of(trusted, batch, labels);
        LearningPlan plan = LearningPlan.of(rows, settings);
        FoldProbes probes = FoldProbes.learn(rows, plan, settings.cost(), memory, listener);
        HeldOutAnswers answers = HeldOutAnswers.calibrated(rows, plan, probes, new Random(settings.seed()));
        Thresholds thresholds = Thresholds.of(rows, plan, answers);
        return report(
                judged(IntStream.range(rows.trusted(), rows.count()), rows, answers, thresholds),
                judged(Arrays.stream(plan.comparable()), rows, answers, thresholds),
                rows,
                plan);
    }

    private LabelReport report(List<JudgedRow> batch, List<JudgedRow> trusted, AllRows rows, LearningPlan plan) {
        FlippedShare flipped = FlippedShare.of(WrongLabelSigns.of(batch, trusted, rows.labelCount()));
        Agreement agreement = Agreement.of(batch);
        long wrong = Math.round(flipped.estimate() * batch.size());
        WholeBatchTests tests = WholeBatchTests.of(batch, trusted, rows.labelCount(), new Random(settings.seed()));
        return new LabelReport(
                batch.stream().sorted(WORST_FIRST).toList(),
                (int) Math.min(agreement.rows() - agreement.agreeing(), wrong),
                flipped,
                JointCell.joint(batch),
                agreement,
                Agreement.of(trusted),
                tests.chance(),
                tests.permutedAsGood(),
                tests.asGoodAsTrusted(),
                tests.verdict(settings.level()),
                rows.count() - rows.trusted() - batch.size(),
                plan.learning().length,
                settings);
    }

    private static List<JudgedRow> judged(
            IntStream numbers, AllRows rows, HeldOutAnswers answers, Thresholds thresholds) {
        return numbers.filter(answers::judges)
                .mapToObj(row -> JudgedRow.of(
                        rows.inBatch(row) ? row - rows.trusted() : row,
                        rows.labels()[row],
                        answers.probabilities(row),
                        thresholds))
                .toList();
    }
}
