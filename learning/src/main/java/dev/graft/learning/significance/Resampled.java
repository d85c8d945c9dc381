package dev.graft.learning.significance;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How much better the challenger scores than the champion, and how far that depends on which rows happened to be tested.
 * The interval is the <em>expanded</em> percentile interval of Hesterberg, "What Teachers Should Know About the Bootstrap"
 * (2015), section 5.3.1: percentiles further out by what resamples of few rows are too narrow.
 */
public final class Resampled {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private final double before;
    private final double after;
    private final double gain;
    private final double[] gains;
    private final double expansion;
    private final int rows;

    /**
     * The outcome of a bootstrap.
     *
     * @param gains of the resamples in which the score is defined; sorted here
     * @param expansion by how much a resample's spread is too small, at least 1
     */
    Resampled(double before, double after, double gain, double[] gains, double expansion, int rows) {
        this.before = before;
        this.after = after;
        this.gain = gain;
        this.gains = gains;
        this.expansion = expansion;
        this.rows = rows;
        Arrays.sort(gains);
    }

    /** The champion's score on the rows; NaN where they do not define it. */
    public double champion() {
        return before;
    }

    /** The challenger's score on the rows; NaN where they do not define it. */
    public double challenger() {
        return after;
    }

    /** How much better the challenger is, whichever way the score points; NaN where the rows do not define it. */
    public double gain() {
        return gain;
    }

    /** How many rows there are. */
    public int rows() {
        return rows;
    }

    /** Whether anything can be said: the score is defined on the rows, and there are two of them at least. */
    public boolean isDefined() {
        return !Double.isNaN(gain) && gains.length > 1;
    }

    /**
     * The two-sided interval of the gain; each end is also the one-sided bound of confidence {@code (1 + level) / 2}.
     *
     * @param level in (0, 1)
     * @throws IllegalStateException where nothing {@linkplain #isDefined can be said}
     */
    public Interval interval(double level) {
        if (!isDefined()) {
            throw new IllegalStateException("the rows do not define the score");
        }
        double tail = tail((1 - level) / 2);
        return new Interval(quantile(tail), quantile(1 - tail), level);
    }

    /** Hesterberg's α': further out by the spread's expansion, and by t over z for the few rows that it is known from. */
    private double tail(double alpha) {
        double t = TDistribution.of(Math.max(1, rows - 1)).inverseSurvivalProbability(alpha);
        return NORMAL.survivalProbability(expansion * t);
    }

    private double quantile(double share) {
        double at = share * (gains.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(gains.length - 1, below + 1);
        return gains[below] + (at - below) * (gains[above] - gains[below]);
    }

    /** The standard error of the gain; 0 where all resamples agree. */
    public double standardError() {
        double mean = Arrays.stream(gains).average().orElse(0);
        double squares =
                Arrays.stream(gains).map(each -> (each - mean) * (each - mean)).sum();
        return gains.length < 2 ? 0 : expansion * Math.sqrt(squares / (gains.length - 1));
    }

    /**
     * How surprising the rows would be if the true gain were {@code limit} or more: the one-sided p-value of its being
     * less. Below what the resamples can tell, and for few rows, from the normal and t distributions of the standard error.
     *
     * @return in (0, 1]
     */
    public double pValueOfLessThan(double limit) {
        return pValue(limit - gain, above(limit));
    }

    /** The one-sided p-value of the true gain's being more than {@code limit}; see {@link #pValueOfLessThan}. */
    public double pValueOfMoreThan(double limit) {
        return pValue(gain - limit, 1 - above(Math.nextUp(limit)));
    }

    private double pValue(double distance, double tail) {
        double error = standardError();
        if (error == 0) {
            return distance > 0 ? 1.0 / (gains.length + 1) : 1;
        }
        double normal = TDistribution.of(Math.max(1, rows - 1)).survivalProbability(distance / error);
        double counted = (tail * gains.length + 1) / (gains.length + 1);
        return tail == 0 ? Math.min(normal, counted) : Math.max(normal, counted);
    }

    private double above(double limit) {
        long count = Arrays.stream(gains).filter(each -> each >= limit).count();
        return gains.length == 0 ? 1 : (double) count / gains.length;
    }
}
