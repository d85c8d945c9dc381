package dev.graft.learning.strategy;

import dev.graft.learning.image.Augmentation;
import dev.graft.learning.text.augment.TextAugmentation;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Jackson's filter that leaves out options with their default value, so that a strategy written before they existed
 * keeps its JSON, and with it the id of its run.
 */
final class OmittedDefaults {

    private static final Set<Object> DEFAULTS = Set.of(
            LossOptions.PLAIN,
            Penalty.NONE,
            RateCourse.LINEAR,
            FreezePlan.ALIKE,
            TextAugmentation.NONE,
            Augmentation.NONE,
            Sampling.AS_IS);

    @Override
    public boolean equals(@Nullable Object value) {
        return value != null && DEFAULTS.contains(value);
    }

    @Override
    public int hashCode() {
        return DEFAULTS.hashCode();
    }
}
