package dev.graft.registry.search;

import dev.graft.registry.label.Stage;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model with everything that is known of it. Immutable.
 *
 * @param aliases where each points, by name
 * @param live the version that is live; null: none
 * @param versions those that nobody deleted, by number
 */
public record ModelRecord(
        String name,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String description,
        Map<String, String> tags,
        Map<String, Integer> aliases,
        @Nullable Integer live,
        List<VersionRecord> versions) {

    public Optional<VersionRecord> version(int number) {
        return versions.stream().filter(version -> version.number() == number).findFirst();
    }

    /** Whether a run of the mesh has made any of its versions. */
    public boolean isOfTask() {
        return versions.stream().anyMatch(VersionRecord::ofRun);
    }

    /** The newest version of each stage that has one, by stage. */
    public Map<Stage, VersionRecord> newestByStage() {
        Map<Stage, VersionRecord> newest = new EnumMap<>(Stage.class);
        versions.forEach(version -> newest.put(version.stage(), version));
        return newest;
    }
}
