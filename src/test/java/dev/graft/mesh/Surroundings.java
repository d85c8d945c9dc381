package dev.graft.mesh;

import org.jspecify.annotations.Nullable;

/**
 * What a mesh of tests does not run itself.
 *
 * @param bootstrapServers of a broker from outside; null where the mesh runs its own
 * @param store a real server from outside; null where the mesh runs its own
 */
record Surroundings(
        @Nullable String bootstrapServers, @Nullable StoreAccess store) {

    /** Containers under {@code -Pcontainers}, else what the environment names, else nothing. */
    static Surroundings given() {
        return Boolean.getBoolean("graft.containers")
                ? Containers.start()
                : new Surroundings(null, StoreAccess.fromEnvironment());
    }
}
