package dev.graft.learning.adaptation;

import dev.graft.learning.classic.FeatureVectors;
import dev.graft.learning.classic.LabelledVectors;

/**
 * Labelled rows of a source and unlabelled rows of a target, in the same features.
 *
 * @param target at least two rows, as wide as the source's
 */
public record DomainPair(LabelledVectors source, FeatureVectors target) {

    /** @throws IllegalArgumentException where widths differ or a side has fewer than two rows */
    public DomainPair {
        if (source.size() < 2 || target.size() < 2) {
            throw new IllegalArgumentException(
                    "either domain needs two rows or more, not %d and %d".formatted(source.size(), target.size()));
        }
        if (source.rows().width() != target.width() || target.width() == 0) {
            throw new IllegalArgumentException(
                    "the source has %d features and the target %d; remedy: fit one feature space on both"
                            .formatted(source.rows().width(), target.width()));
        }
    }

    public int width() {
        return target.width();
    }

    /** All rows, the source's first. */
    FeatureVectors union() {
        return source.rows().and(target);
    }

    DomainPair mapped(Adapted maps) {
        return new DomainPair(mappedSource(maps), maps.target().apply(target));
    }

    /** The source's rows alone, which is what most learners read; the target's may be many. */
    LabelledVectors mappedSource(Adapted maps) {
        return new LabelledVectors(
                maps.source().apply(source.rows()), source.classes(), source.count(), source.weights());
    }
}
