package dev.graft.learning.labels;

import java.util.List;

/**
 * How many rows of a batch show a sign of a wrong label, and how often rows show it anyway.
 *
 * <p>Where labels with trusted rows to compare with make up half of the batch or more, the sign is that another label is
 * more probable than the given one, and trusted rows, weighed to the batch's mix of labels, say how often a right label
 * shows it. Elsewhere it is a place off the confident joint's diagonal, as Northcutt, Jiang and Chuang have it: no right
 * label is taken to stand there, and labels of rows that are not in the joint to be wrong as often as others.
 *
 * @param shown rows of the batch with the sign
 * @param rows of the batch
 * @param ofRight share of rows with right labels that show it
 * @param ofWrong share of rows with wrong labels that show it, if any other label is given with the same chance
 * @param trusted rows that {@code ofRight} is worth, Kish's effective number under the weights; 0 without trusted rows
 */
record WrongLabelSigns(int shown, int rows, double ofRight, double ofWrong, double trusted) {

    /** @param labels that there could be */
    static WrongLabelSigns of(List<JudgedRow> batch, List<JudgedRow> trusted, int labels) {
        double[] inBatch = counts(batch, labels);
        double[] inTrusted = counts(trusted, labels);
        long compared = batch.stream().filter(row -> inTrusted[row.given()] > 0).count();
        if (batch.isEmpty() || compared * 2 < batch.size()) {
            return ofJoint(batch);
        }
        double sum = 0;
        double squares = 0;
        double disagreeing = 0;
        for (JudgedRow row : trusted) {
            double weight = inBatch[row.given()] / inTrusted[row.given()];
            sum += weight;
            squares += weight * weight;
            disagreeing += row.agrees() ? 0 : weight;
        }
        int shown = (int) batch.stream().filter(row -> !row.agrees()).count();
        double ofRight = disagreeing / sum;
        double ofWrong = 1 - ofRight / Math.max(1, labels - 1);
        return new WrongLabelSigns(shown, batch.size(), ofRight, ofWrong, sum * sum / squares);
    }

    private static WrongLabelSigns ofJoint(List<JudgedRow> batch) {
        int shown = (int) batch.stream().filter(JudgedRow::isDoubted).count();
        double confident = batch.stream()
                .mapToInt(row -> row.confident() == JudgedRow.NONE ? 0 : 1)
                .average()
                .orElse(0);
        return new WrongLabelSigns(shown, batch.size(), 0, confident, 0);
    }

    private static double[] counts(List<JudgedRow> rows, int labels) {
        double[] counts = new double[labels];
        rows.forEach(row -> counts[row.given()]++);
        return counts;
    }
}
