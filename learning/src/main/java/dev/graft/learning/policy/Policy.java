package dev.graft.learning.policy;

import dev.graft.learning.network.LinearLayer;
import java.util.List;
import java.util.Random;

/** Which action is taken where: a softmax over the outputs of a small network. Safe for many threads. */
public final class Policy {

    private final TanhNetwork network;

    Policy(TanhNetwork network) {
        this.network = network;
    }

    /** The logits of the actions. */
    public double[] logits(double... observation) {
        return network.apply(observation);
    }

    /** The most probable action; of equal ones the first. */
    public int best(double... observation) {
        double[] logits = logits(observation);
        int best = 0;
        for (int action = 1; action < logits.length; action++) {
            if (logits[action] > logits[best]) {
                best = action;
            }
        }
        return best;
    }

    /** How many numbers it is made of. */
    public int parameters() {
        return network.parameters();
    }

    /** Units of a hidden layer. */
    public int hidden() {
        return network.layers().get(0).outputs();
    }

    List<LinearLayer> layers() {
        return network.layers();
    }

    /** An action by its probability. */
    int draw(Random random, double... observation) {
        double[] logs = logProbabilities(observation);
        double left = random.nextDouble();
        for (int action = 0; action < logs.length - 1; action++) {
            left -= Math.exp(logs[action]);
            if (left < 0) {
                return action;
            }
        }
        return logs.length - 1;
    }

    double[] logProbabilities(double... observation) {
        double[] logits = logits(observation);
        double max = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            max = Math.max(max, logit);
        }
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(logit - max);
        }
        double log = max + Math.log(sum);
        for (int action = 0; action < logits.length; action++) {
            logits[action] -= log;
        }
        return logits;
    }
}
