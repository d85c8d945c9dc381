package dev.graft.registry.version;

import dev.graft.contracts.document.ModelVersion;

/** Whatever can lie under a version's number. */
public sealed interface ShelvedVersion permits ShelvedVersion.OfRun, ForeignVersion {
    int number();

    /** A run's version, the only kind that can be live. */
    record OfRun(ModelVersion version) implements ShelvedVersion {
        @Override
        public int number() {
            return version.version();
        }
    }
}
