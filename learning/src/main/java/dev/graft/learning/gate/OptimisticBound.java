package dev.graft.learning.gate;

import java.util.List;

/**
 * The highest score that a validation curve still allows: its best score, plus the largest recent gain repeated
 * for ever, each time shrunk by a decay ratio d, that is gain · d / (1 − d). The ratio is the larger of a hopeful
 * floor and the ratio that the curve shows: the progress of its best score in the curve's later half over that in
 * its earlier half, per epoch. Halves rather than neighbouring epochs, so that one noisy epoch cannot pass for
 * growth. For scores A − B·r<sup>e</sup> the ratio shown is r and the bound is A or more. A curve whose progress does
 * not shrink has no bound below 1, nor has one that was flat from the start for a shorter time than the window.
 */
final class OptimisticBound {

    /** A run is given this much even where its curve seems to flatten faster: nine more of its largest recent gain. */
    static final double LEAST_DECAY = 0.9;

    private OptimisticBound() {}

    /** The bound in [0, 1] for at least three scores; gains of the last {@code window} epochs are recent. */
    static double of(List<Double> scores, int window) {
        double[] best = runningBest(scores);
        double top = best[best.length - 1];
        double gain = largestGain(scores, Math.max(2, window));
        if (gain == 0) {
            return scores.size() > window ? top : 1;
        }
        double decay = Math.max(LEAST_DECAY, shownDecay(best));
        return decay >= 1 ? 1 : Math.min(1, top + gain * decay / (1 - decay));
    }

    private static double[] runningBest(List<Double> scores) {
        double[] best = new double[scores.size()];
        double top = 0;
        for (int epoch = 0; epoch < best.length; epoch++) {
            top = Math.max(top, scores.get(epoch));
            best[epoch] = top;
        }
        return best;
    }

    /** The largest rise from one epoch to the next, of the last ones; 0 if there was none. */
    private static double largestGain(List<Double> scores, int window) {
        double largest = 0;
        for (int epoch = Math.max(1, scores.size() - window); epoch < scores.size(); epoch++) {
            largest = Math.max(largest, scores.get(epoch) - scores.get(epoch - 1));
        }
        return largest;
    }

    private static double shownDecay(double[] best) {
        int half = (best.length - 1) / 2;
        int end = best.length - 1;
        double earlier = best[end - half] - best[end - 2 * half];
        double later = best[end] - best[end - half];
        if (later == 0) {
            return 0;
        }
        return earlier == 0 ? 1 : Math.pow(later / earlier, 1.0 / half);
    }
}
