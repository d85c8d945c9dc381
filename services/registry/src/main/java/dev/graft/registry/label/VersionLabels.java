package dev.graft.registry.label;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people wrote on a version. Immutable. */
public record VersionLabels(
        @Nullable String description, Map<String, String> tags, Stage stage, Instant updatedAt, boolean deleted) {
    public static final VersionLabels NONE = new VersionLabels(null, Map.of(), Stage.NONE, Instant.EPOCH, false);

    public VersionLabels {
        tags = Map.copyOf(tags);
    }

    VersionLabels described(@Nullable String words, Instant now) {
        return new VersionLabels(words, tags, stage, now, deleted);
    }

    VersionLabels tagged(Map<String, String> newTags, Instant now) {
        return new VersionLabels(description, newTags, stage, now, deleted);
    }

    VersionLabels in(Stage newStage, Instant now) {
        return new VersionLabels(description, tags, newStage, now, deleted);
    }

    /** Nothing of it is kept but the mark. */
    VersionLabels deleted(Instant now) {
        return new VersionLabels(null, Map.of(), Stage.NONE, now, true);
    }
}
