package dev.graft.learning.policy;

import java.util.Arrays;
import java.util.Random;

/**
 * A stretch of acting, over the ends of episodes, with what each step was worth. N steps.
 *
 * @param observations (N, observations)
 * @param actions that were taken
 * @param logs of the probabilities that they were taken with
 * @param advantages of the actions, by generalised advantage estimation (Schulman et al. 2016)
 * @param returns that the values should have been
 */
@SuppressWarnings("ArrayRecordComponent") // Read once, and compared by nobody.
record Rollout(double[][] observations, int[] actions, double[] logs, double[] advantages, double[] returns) {

    int size() {
        return actions.length;
    }

    /** Goes on acting where the stretch before ended. */
    static final class Actor {
        private final Environment environment;
        private final Random random;
        private double[] observation;

        Actor(Environment environment, Random random) {
            this.environment = environment;
            this.random = random;
            this.observation = environment.reset(random.nextLong());
        }

        Rollout act(Policy policy, TanhNetwork value, int steps, double discount, double lambda) {
            double[][] observations = new double[steps][];
            int[] actions = new int[steps];
            double[] logs = new double[steps];
            double[] deltas = new double[steps];
            boolean[] last = new boolean[steps];
            double[] values = new double[steps];
            for (int i = 0; i < steps; i++) {
                observations[i] = observation;
                values[i] = value.apply(observation)[0];
                actions[i] = policy.draw(random, observation);
                logs[i] = policy.logProbabilities(observation)[actions[i]];
                Environment.Step step = environment.step(actions[i]);
                double next = step.terminated() ? 0 : value.apply(step.observation())[0];
                deltas[i] = step.reward() + discount * next - values[i];
                last[i] = step.isLast();
                observation = last[i] ? environment.reset(random.nextLong()) : step.observation();
            }
            double[] advantages = new double[steps];
            double[] returns = new double[steps];
            double following = 0;
            for (int i = steps - 1; i >= 0; i--) {
                following = deltas[i] + (last[i] ? 0 : discount * lambda * following);
                advantages[i] = following;
                returns[i] = following + values[i];
            }
            return new Rollout(observations, actions, logs, standardised(advantages), returns);
        }

        private static double[] standardised(double... values) {
            double mean = Arrays.stream(values).average().orElse(0);
            double variance = Arrays.stream(values)
                    .map(value -> (value - mean) * (value - mean))
                    .average()
                    .orElse(0);
            double deviation = Math.sqrt(variance) + 1e-8;
            return Arrays.stream(values)
                    .map(value -> (value - mean) / deviation)
                    .toArray();
        }
    }
}
