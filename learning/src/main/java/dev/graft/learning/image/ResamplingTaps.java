package dev.graft.learning.image;

/**
 * For each pixel of a resized row or column: which source pixels it is made of, and their weights in fixed point.
 *
 * <p>Pixel i's centre lies at {@code (i + 0.5) · scale} of the source; the filter is widened by the scale where the
 * picture shrinks, cut at the border and normalised there.
 */
final class ResamplingTaps {

    /** Bits behind the point: 8 bits of level, these, and two of headroom for a filter that overshoots. */
    static final int BITS = 32 - 8 - 2;

    private final int[] first;
    private final int[][] weights;

    /** Taps for pixels {@code from} to {@code from + count} of a line of {@code source} resized to {@code target}. */
    ResamplingTaps(Resampling filter, int source, int target, int from, int count) {
        this.first = new int[count];
        this.weights = new int[count][];
        double scale = (double) source / target;
        double stretch = Math.max(1, scale);
        double support = filter.support() * stretch;
        for (int i = 0; i < count; i++) {
            double centre = (from + i + 0.5) * scale;
            first[i] = Math.max(0, (int) (centre - support + 0.5));
            int end = Math.min(source, (int) (centre + support + 0.5));
            weights[i] = normalised(filter, first[i], end, centre, stretch);
        }
    }

    private static int[] normalised(Resampling filter, int first, int end, double centre, double stretch) {
        double[] raw = new double[end - first];
        double sum = 0;
        double narrowing = 1 / stretch;
        for (int k = 0; k < raw.length; k++) {
            raw[k] = filter.weight((first + k - centre + 0.5) * narrowing);
            sum += raw[k];
        }
        int[] fixed = new int[raw.length];
        for (int k = 0; k < raw.length; k++) {
            double value = (sum == 0 ? raw[k] : raw[k] / sum) * (1 << BITS);
            fixed[k] = (int) (value < 0 ? value - 0.5 : value + 0.5);
        }
        return fixed;
    }

    int first(int i) {
        return first[i];
    }

    int[] weights(int i) {
        return weights[i];
    }

    /** The first source pixel that any of them needs. */
    int begin() {
        return first[0];
    }

    /** The source pixel behind the last that any of them needs. */
    int end() {
        int last = first.length - 1;
        return first[last] + weights[last].length;
    }

    /** A fixed-point sum as a level. */
    static byte level(int sum) {
        return (byte) Math.min(255, Math.max(0, sum >> BITS));
    }
}
