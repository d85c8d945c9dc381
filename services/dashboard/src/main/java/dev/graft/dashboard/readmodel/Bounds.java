package dev.graft.dashboard.readmodel;

/**
 * How much the read model remembers.
 *
 * @param kept newest batches, snapshots, runs with their curves and evaluations, tasks, models and dead letters, of each
 * @param listed batches and runs that are listed; of those beyond {@code kept} the line in the list is all that is left
 * @param history moves and refusals of each model
 * @param rememberedIds event ids by which a repeat is recognised
 */
public record Bounds(int kept, int listed, int history, int rememberedIds) {
    public static final Bounds DEFAULT = new Bounds(10_000, 100_000, 1_000, 50_000);

    /** How many lines are kept beside what is kept whole. */
    int lines() {
        return Math.max(0, listed - kept);
    }
}
