package dev.graft.registry.label;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people wrote on a model. Immutable.
 *
 * @param createdAt when somebody created the model by hand; null: nobody did, it is there because its task has versions
 * @param deleted whether somebody deleted it; versions that come later bring it back
 * @param hiddenUpTo versions up to this number went with a deletion
 * @param renamedFrom the model that it was before; null: none
 */
public record ModelLabels(
        @Nullable String description,
        Map<String, String> tags,
        @Nullable Instant createdAt,
        Instant updatedAt,
        boolean deleted,
        int hiddenUpTo,
        @Nullable String renamedFrom) {
    public static final ModelLabels NONE = new ModelLabels(null, Map.of(), null, Instant.EPOCH, false, 0, null);

    public ModelLabels {
        tags = Map.copyOf(tags);
    }

    /** Whether it is there even without a version. */
    public boolean standsAlone() {
        return createdAt != null && !deleted;
    }

    ModelLabels created(@Nullable String words, Map<String, String> firstTags, Instant now) {
        return new ModelLabels(words, firstTags, now, now, false, hiddenUpTo, null);
    }

    ModelLabels described(@Nullable String words, Instant now) {
        return new ModelLabels(words, tags, createdAt, now, deleted, hiddenUpTo, renamedFrom);
    }

    ModelLabels tagged(Map<String, String> newTags, Instant now) {
        return new ModelLabels(description, newTags, createdAt, now, deleted, hiddenUpTo, renamedFrom);
    }

    ModelLabels renamed(String before, Instant now) {
        return new ModelLabels(description, tags, createdAt, now, deleted, hiddenUpTo, before);
    }

    /** Nothing of it is kept but the mark. */
    ModelLabels deleted(int upTo, Instant now) {
        return new ModelLabels(null, Map.of(), createdAt, now, true, Math.max(hiddenUpTo, upTo), null);
    }
}
