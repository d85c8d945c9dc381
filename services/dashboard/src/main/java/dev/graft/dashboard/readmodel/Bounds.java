package dev.graft.dashboard.readmodel;

/**
 * How much the read model remembers.
 *
 * @param kept newest batches, snapshots, runs with their evaluations, tasks, models and dead letters, of each
 * @param history moves and refusals of each model
 * @param rememberedIds event ids by which a repeat is recognised
 */
public record Bounds(int kept, int history, int rememberedIds) {
    public static final Bounds DEFAULT = new Bounds(10_000, 1_000, 50_000);
}
