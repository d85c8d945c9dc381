package dev.graft.learning.policy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.network.AdamWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Proximal policy optimisation with a clipped objective (Schulman et al. 2017): acts for a stretch, then goes over it several times
 * and keeps each action's probability near what it was. The values of states are learnt by a network of their own, from 0 also where
 * the policy goes on from another one. The same seed and number of threads give the same policy.
 *
 * @param hidden units of each of two layers, 1 to 4,096; of a policy that goes on, its own count
 * @param stretch steps of acting before each learning, at least {@code batch}
 * @param passes over them
 * @param batch steps of a gradient
 * @param rate of Adam, above 0 and below 1; falls linearly to 0 over the steps that are allowed
 * @param discount of later rewards, 0 to 1
 * @param lambda of the advantages' estimation, 0 to 1
 * @param clip by how much the probabilities' ratio may leave 1, above 0
 */
public record Ppo(
        int hidden,
        int stretch,
        int passes,
        int batch,
        double rate,
        double discount,
        double lambda,
        double clip,
        long seed) {

    private static final int LARGEST = 4_096;
    private static final int JUDGED_EPISODES = 20;
    private static final long JUDGED_SEED = 1_000_000;
    private static final double VALUE_SHARE = 0.5;

    public Ppo {
        if (hidden < 1 || hidden > LARGEST || passes < 1 || batch < 2 || stretch < batch) {
            throw new IllegalArgumentException(
                    "1 to " + LARGEST + " hidden units, at least one pass, batches of at least 2"
                            + " steps and stretches of at least a batch are needed");
        }
        if (!(rate > 0 && rate < 1 && clip > 0 && discount >= 0 && discount <= 1 && lambda >= 0 && lambda <= 1)) {
            throw new IllegalArgumentException(
                    "rate lies above 0 and below 1, clip above 0, discount and lambda in [0, 1]");
        }
    }

    /** 64 hidden units, stretches of 1,024 steps, ten passes in batches of 128, a rate of 0.001. */
    public static Ppo of(long seed) {
        return new Ppo(64, 1_024, 10, 128, 1e-3, 0.99, 0.95, 0.2, seed);
    }

    /**
     * A policy, and how it came to be.
     *
     * @param steps of acting until it was good enough, or all that were allowed
     * @param curve what the policy earned after each stretch, the first point before any learning
     */
    public record Learnt(Policy policy, int steps, List<Point> curve) {
        public Learnt {
            curve = List.copyOf(curve);
        }
    }

    /**
     * A point of a learning curve.
     *
     * @param steps of acting so far
     * @param meanReturn of 20 episodes that nothing is learnt from, with the most probable actions
     */
    public record Point(int steps, double meanReturn) {}

    /**
     * Learns until the policy earns {@code enough}, or the steps are used up; a new policy at least for one stretch.
     *
     * @param acting where it learns
     * @param judging a second environment of the same kind
     * @param start to go on from; null: a new policy
     * @param most steps of acting
     */
    public Learnt learn(Environment acting, Environment judging, @Nullable Policy start, int most, double enough) {
        Random random = new Random(seed);
        TorchRuntime.pinThreads();
        try (NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU)) {
            AdamWeights weights = new AdamWeights(manager);
            PolicyWeights actor = start == null
                    ? PolicyWeights.drawn(weights, "actor", acting.observations(), hidden, acting.actions(), random)
                    : PolicyWeights.of(weights, "actor", start);
            PolicyWeights critic = PolicyWeights.drawn(weights, "critic", acting.observations(), hidden, 1, random);
            Rollout.Actor player = new Rollout.Actor(acting, random);
            List<Point> curve = new ArrayList<>();
            Policy policy = new Policy(actor.network());
            curve.add(new Point(0, Returns.mean(policy, judging, JUDGED_EPISODES, JUDGED_SEED)));
            int steps = 0;
            boolean luck = start == null; // One drawn policy in some tens holds a pole, and has learnt nothing.
            while (steps + stretch <= most
                    && (luck || curve.get(curve.size() - 1).meanReturn() < enough)) {
                luck = false;
                Rollout rollout = player.act(policy, critic.network(), stretch, discount, lambda);
                improve(manager, actor, critic, rollout, rate * (1 - (double) steps / most), random);
                steps += stretch;
                policy = new Policy(actor.network());
                curve.add(new Point(steps, Returns.mean(policy, judging, JUDGED_EPISODES, JUDGED_SEED)));
            }
            return new Learnt(policy, steps, curve);
        }
    }

    private void improve(
            NDManager manager,
            PolicyWeights actor,
            PolicyWeights critic,
            Rollout rollout,
            double current,
            Random random) {
        int[] order = new int[rollout.size()];
        Arrays.setAll(order, i -> i);
        try (GradMode on = GradMode.on()) {
            for (int pass = 0; pass < passes; pass++) {
                shuffle(order, random);
                for (int from = 0; from + batch <= order.length; from += batch) {
                    int[] rows = Arrays.copyOfRange(order, from, from + batch);
                    try (NDManager scope = manager.newSubManager()) {
                        actor.weights().learn(scope, loss(scope, actor, critic, rollout, rows), current);
                    }
                }
            }
        }
    }

    private NDArray loss(NDManager scope, PolicyWeights actor, PolicyWeights critic, Rollout rollout, int... rows) {
        NDArray observations = PolicyWeights.rows(scope, rollout.observations(), rows);
        NDArray advantages = PolicyWeights.numbers(scope, rollout.advantages(), rows);
        NDArray logs = actor.outputs(observations).logSoftmax(-1);
        NDArray taken = logs.mul(
                        taken(scope, rollout.actions(), (int) logs.getShape().get(1), rows))
                .sum(new int[] {1});
        NDArray ratio =
                taken.sub(PolicyWeights.numbers(scope, rollout.logs(), rows)).exp();
        NDArray gain =
                ratio.mul(advantages).minimum(ratio.clip(1 - clip, 1 + clip).mul(advantages));
        NDArray error = critic.outputs(observations)
                .reshape(rows.length)
                .sub(PolicyWeights.numbers(scope, rollout.returns(), rows));
        return error.mul(error).mean().mul(scope.create((float) VALUE_SHARE)).sub(gain.mean());
    }

    private static NDArray taken(NDManager scope, int[] actions, int count, int... rows) {
        float[] chosen = new float[rows.length * count];
        for (int i = 0; i < rows.length; i++) {
            chosen[i * count + actions[rows[i]]] = 1;
        }
        return scope.create(chosen, new Shape(rows.length, count));
    }

    static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int row = order[i];
            order[i] = order[other];
            order[other] = row;
        }
    }
}
