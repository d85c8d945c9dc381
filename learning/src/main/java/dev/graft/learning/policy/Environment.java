package dev.graft.learning.policy;

/**
 * A task that is learnt by acting, one step at a time. Used by one thread.
 */
public interface Environment {

    /** How many numbers an observation has. */
    int observations();

    /** How many actions there are to choose from, numbered from 0. */
    int actions();

    /** Begins an episode and gives its first observation; the same seed gives the same one. */
    double[] reset(long seed);

    /**
     * Acts.
     *
     * @throws IllegalArgumentException on an action that there is not
     */
    Step step(int action);

    /**
     * What an action led to.
     *
     * @param terminated whether the episode has come to its own end
     * @param truncated whether it is ended for its length alone, so that what would have followed counts
     */
    @SuppressWarnings("ArrayRecordComponent") // Read at once, and compared by nobody.
    record Step(double[] observation, double reward, boolean terminated, boolean truncated) {

        boolean isLast() {
            return terminated || truncated;
        }
    }
}
