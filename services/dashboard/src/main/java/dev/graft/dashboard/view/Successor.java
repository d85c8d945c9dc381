package dev.graft.dashboard.view;

import org.jspecify.annotations.Nullable;

/**
 * What took the place of a superseded run in the end: where that was superseded too, what took its place.
 *
 * @param snapshotId holds all rows of the one that it superseded
 * @param runId the run that learns from it; null: none has begun
 * @param state how far that run has come; null: none has begun
 */
public record Successor(
        String snapshotId, @Nullable String runId, @Nullable RunState state) {}
