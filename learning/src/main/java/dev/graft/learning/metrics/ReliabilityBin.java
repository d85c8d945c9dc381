package dev.graft.learning.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * One bar of a reliability curve: the rows whose confidence (the largest probability) lies in
 * {@code (bin / 15, (bin + 1) / 15]}; the first bin also holds 0.
 *
 * @param bin index in [0, 15)
 * @param count rows in the bin
 * @param meanConfidence mean confidence of these rows, 0 in an empty bin
 * @param accuracy share of these rows answered rightly, 0 in an empty bin
 */
public record ReliabilityBin(int bin, long count, double meanConfidence, double accuracy) {

    /** Number of equal-width bins of every curve, as in Guo et al., "On Calibration of Modern Neural Networks" (2017). */
    public static final int BINS = 15;

    /** Lower edge of the bin, exclusive. */
    public double lower() {
        return (double) bin / BINS;
    }

    /** Upper edge of the bin, inclusive. */
    public double upper() {
        return (bin + 1.0) / BINS;
    }

    static List<ReliabilityBin> curve(double[] confidences, boolean[] correct) {
        long[] counts = new long[BINS];
        double[] confidence = new double[BINS];
        long[] hits = new long[BINS];
        for (int row = 0; row < confidences.length; row++) {
            int bin = binOf(confidences[row]);
            counts[bin]++;
            confidence[bin] += confidences[row];
            hits[bin] += correct[row] ? 1 : 0;
        }
        List<ReliabilityBin> curve = new ArrayList<>(BINS);
        for (int bin = 0; bin < BINS; bin++) {
            curve.add(new ReliabilityBin(
                    bin,
                    counts[bin],
                    Ratio.of(confidence[bin], (double) counts[bin]),
                    Ratio.of(hits[bin], counts[bin])));
        }
        return List.copyOf(curve);
    }

    /** Mean gap between confidence and accuracy, weighted by the bins' rows: the expected calibration error. */
    static double expectedCalibrationError(List<ReliabilityBin> curve) {
        double rows = curve.stream().mapToLong(ReliabilityBin::count).sum();
        double gaps = curve.stream()
                .mapToDouble(bin -> bin.count * Math.abs(bin.accuracy - bin.meanConfidence))
                .sum();
        return Ratio.of(gaps, rows);
    }

    /** The bin of a confidence in [0, 1]. */
    public static int binOf(double confidence) {
        return Math.min(BINS - 1, Math.max(0, (int) Math.ceil(confidence * BINS) - 1));
    }
}
