package dev.graft.learning.adaptation;

import dev.graft.learning.classic.FeatureVectors;

/** Rows of features to rows of other features, one by one. Safe for many threads. */
public interface FeatureMap {

    /** Rows {@code (rows, outputs)} of rows {@code (rows, inputs)}. */
    FeatureVectors apply(FeatureVectors rows);

    /** This map, then another. */
    default FeatureMap then(FeatureMap next) {
        return rows -> next.apply(apply(rows));
    }
}
