package dev.graft.learning.policy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.network.AdamWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A smaller policy that acts as its teacher does (Rusu et al. 2016): it learns the teacher's probabilities, by their divergence, in the
 * states that it comes into. In the first round the teacher acts, in all later ones the student, and the teacher says what it would
 * have done (Ross et al. 2011); all states so far are learnt from.
 *
 * @param hidden units of each of the student's two layers, 1 to 4,096
 * @param temperature by which the teacher's logits are divided, above 0; small ones make its answers sharper
 * @param rounds at least 1
 * @param states that are collected in each round, at least {@code batch}
 * @param passes over all states in each round
 * @param batch states of a gradient
 * @param rate of Adam, above 0 and below 1
 */
public record PolicyDistillation(
        int hidden, double temperature, int rounds, int states, int passes, int batch, double rate, long seed) {

    private static final int LARGEST = 4_096;

    public PolicyDistillation {
        if (hidden < 1 || hidden > LARGEST || rounds < 1 || passes < 1 || batch < 2 || states < batch) {
            throw new IllegalArgumentException(
                    "1 to " + LARGEST + " hidden units, at least one round and pass, batches of"
                            + " at least 2 states and rounds of at least a batch are needed");
        }
        if (!(temperature > 0 && rate > 0 && rate < 1)) {
            throw new IllegalArgumentException("temperature lies above 0, rate above 0 and below 1");
        }
    }

    /** Five rounds of 1,000 states, ten passes in batches of 64, a temperature of 1, a rate of 0.003. */
    public static PolicyDistillation of(int hidden, long seed) {
        return new PolicyDistillation(hidden, 1, 5, 1_000, 10, 64, 3e-3, seed);
    }

    /** Steps of acting that it takes, which nothing is earned by. */
    public int steps() {
        return rounds * states;
    }

    public Policy student(Policy teacher, Environment environment) {
        Random random = new Random(seed);
        TorchRuntime.pinThreads();
        try (NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU)) {
            PolicyWeights student = PolicyWeights.drawn(
                    new AdamWeights(manager),
                    "student",
                    environment.observations(),
                    hidden,
                    environment.actions(),
                    random);
            List<double[]> seen = new ArrayList<>();
            Policy acting = teacher;
            for (int round = 0; round < rounds; round++) {
                visit(acting, environment, random, seen);
                learn(manager, student, teacher, seen.toArray(double[][]::new), random);
                acting = new Policy(student.network());
            }
            return acting;
        }
    }

    private void visit(Policy acting, Environment environment, Random random, List<double[]> seen) {
        double[] observation = environment.reset(random.nextLong());
        for (int i = 0; i < states; i++) {
            seen.add(observation);
            Environment.Step step = environment.step(acting.draw(random, observation));
            observation = step.isLast() ? environment.reset(random.nextLong()) : step.observation();
        }
    }

    private void learn(NDManager manager, PolicyWeights student, Policy teacher, double[][] seen, Random random) {
        double[][] wanted = Arrays.stream(seen)
                .map(observation -> Arrays.stream(teacher.logits(observation))
                        .map(logit -> logit / temperature)
                        .toArray())
                .toArray(double[][]::new);
        int[] order = new int[seen.length];
        Arrays.setAll(order, i -> i);
        try (GradMode on = GradMode.on()) {
            for (int pass = 0; pass < passes; pass++) {
                Ppo.shuffle(order, random);
                for (int from = 0; from + batch <= order.length; from += batch) {
                    int[] rows = Arrays.copyOfRange(order, from, from + batch);
                    try (NDManager scope = manager.newSubManager()) {
                        NDArray target = PolicyWeights.rows(scope, wanted, rows).logSoftmax(-1);
                        NDArray own = student.outputs(PolicyWeights.rows(scope, seen, rows))
                                .logSoftmax(-1);
                        NDArray divergence = target.exp()
                                .mul(target.sub(own))
                                .sum(new int[] {1})
                                .mean();
                        student.weights().learn(scope, divergence, rate);
                    }
                }
            }
        }
    }
}
