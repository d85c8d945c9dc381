package dev.graft.learning.gate;

import dev.graft.learning.gate.GateInput.Challenge;
import dev.graft.learning.significance.Holm;
import dev.graft.learning.significance.Interval;
import dev.graft.learning.significance.Resampled;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the challenger loses on one slice.
 *
 * @param slice its name
 * @param rows how many it has
 * @param metric by which it is judged; rows of one class by the share of them that is found, their recall
 * @param before the champion's score
 * @param after the challenger's score
 * @param judged whether the rows are enough to judge it alone
 * @param beyond whether more is lost than the policy allows
 * @param refuses whether that is sure enough to refuse
 * @param adjustedPValue of the true loss's being beyond the allowed one, among all judged slices
 * @param gain what resampling tells
 */
record SliceLoss(
        String slice,
        int rows,
        GateMetric metric,
        double before,
        double after,
        boolean judged,
        boolean beyond,
        boolean refuses,
        double adjustedPValue,
        Resampled gain) {

    /** All slices but the one of all rows, in their order. */
    static List<SliceLoss> of(Challenge input, GatePolicy policy) {
        List<SliceLoss> losses = input.challenger().slices().keySet().stream()
                .filter(slice -> !slice.equals(Slice.ALL))
                .map(slice -> measured(slice, input, policy))
                .toList();
        double[] adjusted = adjusted(losses);
        return IntStream.range(0, losses.size())
                .mapToObj(at -> losses.get(at).judged() ? losses.get(at).judged(adjusted[at], policy) : losses.get(at))
                .toList();
    }

    /**
     * The p-values as they count among all judged slices. Slices that stand alone share one half of the level, those of
     * families the other, so that many small slices do not hide a loss on the golden set or on earlier rows.
     */
    private static double[] adjusted(List<SliceLoss> losses) {
        double[] adjusted = new double[losses.size()];
        int[] alone = judged(losses, true);
        int[] ofFamilies = judged(losses, false);
        int halves = alone.length > 0 && ofFamilies.length > 0 ? 2 : 1;
        for (int[] group : List.of(alone, ofFamilies)) {
            double[] holm = Holm.adjusted(Arrays.stream(group)
                    .mapToDouble(at -> losses.get(at).adjustedPValue())
                    .toArray());
            for (int at = 0; at < group.length; at++) {
                adjusted[group[at]] = Math.min(1, halves * holm[at]);
            }
        }
        return adjusted;
    }

    private static int[] judged(List<SliceLoss> losses, boolean alone) {
        return IntStream.range(0, losses.size())
                .filter(at -> losses.get(at).judged())
                .filter(at -> alone == (Slice.family(losses.get(at).slice()) == null))
                .toArray();
    }

    private static SliceLoss measured(String slice, Challenge input, GatePolicy policy) {
        GateMetric metric = Slice.isOfOneClass(slice) ? GateMetric.ACCURACY : policy.metric();
        int rows = input.challenger().slice(slice).rows();
        boolean judged = rows >= policy.minimumTestRows() || slice.equals(Slice.SHARED_LABELS);
        Resampled gain = input.answers().compare(slice, metric.score());
        double pValue = judged && gain.isDefined() ? gain.pValueOfLessThan(-policy.maximumLossPerSlice()) : 1;
        return new SliceLoss(
                slice,
                rows,
                metric,
                metric.of(input.champion().slice(slice)),
                metric.of(input.challenger().slice(slice)),
                judged,
                false,
                false,
                pValue,
                gain);
    }

    private SliceLoss judged(double adjusted, GatePolicy policy) {
        boolean lost = loss() > policy.maximumLossPerSlice() + Words.ROUNDING;
        boolean sure = !policy.asksForEvidence() || adjusted <= policy.level() + Words.ROUNDING;
        return new SliceLoss(slice, rows, metric, before, after, true, lost, lost && sure, adjusted, gain);
    }

    double loss() {
        return before - after;
    }

    /** Where the true gain lies; null where too few rows tell. */
    @Nullable
    Interval interval(GatePolicy policy) {
        return gain.isDefined() ? gain.interval(policy.intervalLevel()) : null;
    }

    String movement() {
        return "the %s goes from %s to %s (%s)"
                .formatted(
                        Slice.isOfOneClass(slice) ? "recall" : metric.words(),
                        Words.score(before),
                        Words.score(after),
                        Words.change(after - before));
    }
}
