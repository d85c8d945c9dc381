package dev.graft.learning.check;

import java.util.Optional;

/**
 * A backbone that could be transferred from.
 *
 * @param name that people know it by
 * @param features of the target's training rows
 * @param sourceTask how well it does what it was trained for, where it has such a task and someone checked
 */
public record Candidate(String name, FeatureExtractor features, Optional<SourceTaskCheck> sourceTask) {

    /** A backbone whose own task is unknown or was not checked. */
    public static Candidate of(String name, FeatureExtractor features) {
        return new Candidate(name, features, Optional.empty());
    }
}
