package dev.graft.learning.policy;

import java.util.Arrays;
import java.util.stream.IntStream;

/** What a policy earns where it takes its most probable action. */
public final class Returns {

    private Returns() {}

    /**
     * The undiscounted return of each of several episodes.
     *
     * @param seed of the first episode; the next ones have the next seeds
     */
    public static double[] of(Policy policy, Environment environment, int episodes, long seed) {
        return IntStream.range(0, episodes)
                .mapToDouble(episode -> of(policy, environment, seed + episode))
                .toArray();
    }

    /** The mean of {@link #of}. */
    public static double mean(Policy policy, Environment environment, int episodes, long seed) {
        return Arrays.stream(of(policy, environment, episodes, seed)).average().orElse(0);
    }

    private static double of(Policy policy, Environment environment, long seed) {
        double[] observation = environment.reset(seed);
        double sum = 0;
        Environment.Step step;
        do {
            step = environment.step(policy.best(observation));
            observation = step.observation();
            sum += step.reward();
        } while (!step.isLast());
        return sum;
    }
}
