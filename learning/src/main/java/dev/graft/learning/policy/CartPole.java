package dev.graft.learning.policy;

import java.util.Random;

/**
 * A pole on a cart that is pushed left or right (Barto, Sutton and Anderson 1983), with the equations, bounds and rewards of
 * Gymnasium's {@code CartPole-v1}: 1 for each step, until the cart is more than 2.4 from the middle, the pole more than 12° from
 * upright, or 500 steps are over. Observed are the cart's position and speed, the pole's angle in radians and its speed.
 */
public final class CartPole implements Environment {

    private static final double FARTHEST = 2.4;
    private static final double STEEPEST = 12 * 2 * Math.PI / 360;
    private static final double SECONDS = 0.02;
    private static final double START = 0.05;
    private static final int MOST_STEPS = 500;

    private final Physics physics;
    private double[] state = new double[4];
    private int steps;

    /**
     * What the world is like, in units of the SI.
     *
     * @param gravity above 0
     * @param cartMass above 0
     * @param poleMass above 0
     * @param halfLength of the pole, above 0
     * @param force of a push, above 0
     */
    public record Physics(double gravity, double cartMass, double poleMass, double halfLength, double force) {

        /** That of {@code CartPole-v1}. */
        public static final Physics USUAL = new Physics(9.8, 1, 0.1, 0.5, 10);

        public Physics {
            if (!(gravity > 0 && cartMass > 0 && poleMass > 0 && halfLength > 0 && force > 0)) {
                throw new IllegalArgumentException("gravity, masses, length and force are above 0");
            }
        }

        /** The same with another pole. */
        public Physics withPole(double mass, double length) {
            return new Physics(gravity, cartMass, mass, length, force);
        }

        /** The same with pushes of another force. */
        public Physics withForce(double newtons) {
            return new Physics(gravity, cartMass, poleMass, halfLength, newtons);
        }
    }

    public CartPole(Physics physics) {
        this.physics = physics;
    }

    @Override
    public int observations() {
        return state.length;
    }

    @Override
    public int actions() {
        return 2;
    }

    @Override
    public double[] reset(long seed) {
        Random random = new Random(seed);
        return reset(random.doubles(state.length, -START, START).toArray());
    }

    /** Begins in a given state. */
    double[] reset(double... first) {
        state = first.clone();
        steps = 0;
        return state.clone();
    }

    @Override
    public Step step(int action) {
        if (action < 0 || action >= actions()) {
            throw new IllegalArgumentException("there are the actions 0 and 1, not " + action);
        }
        double push = action == 1 ? physics.force() : -physics.force();
        double mass = physics.cartMass() + physics.poleMass();
        double moment = physics.poleMass() * physics.halfLength();
        double sin = Math.sin(state[2]);
        double cos = Math.cos(state[2]);
        double pushed = (push + moment * state[3] * state[3] * sin) / mass;
        double turning = (physics.gravity() * sin - cos * pushed)
                / (physics.halfLength() * (4.0 / 3 - physics.poleMass() * cos * cos / mass));
        double driven = pushed - moment * turning * cos / mass;
        state = new double[] {
            state[0] + SECONDS * state[1],
            state[1] + SECONDS * driven,
            state[2] + SECONDS * state[3],
            state[3] + SECONDS * turning
        };
        steps++;
        boolean fallen = Math.abs(state[0]) > FARTHEST || Math.abs(state[2]) > STEEPEST;
        return new Step(state.clone(), 1, fallen, !fallen && steps >= MOST_STEPS);
    }
}
