package dev.graft.mesh.race;

import org.jspecify.annotations.Nullable;

/**
 * A move as the model's history holds it.
 *
 * @param rollback whether it is one; else a promotion
 * @param previousVersion null: nothing was live before
 * @param key of the wish that made it
 */
public record Entry(
        long sequence,
        boolean rollback,
        int version,
        @Nullable Integer previousVersion,
        String key) {}
