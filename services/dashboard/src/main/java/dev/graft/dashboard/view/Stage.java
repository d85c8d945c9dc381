package dev.graft.dashboard.view;

import org.jspecify.annotations.Nullable;

/**
 * A service on a batch's way, and what is there now.
 *
 * @param name {@code batch}, {@code data-prep}, {@code trainer}, {@code evaluator}, {@code registry}, {@code predictor}
 * @param waiting not taken up yet, or held back by a trigger
 * @param working being worked on
 * @param done left it well
 * @param refused left it for good
 * @param current what it works on or, when idle, had last; null: nothing so far
 */
public record Stage(
        String name,
        long waiting,
        long working,
        long done,
        long refused,
        @Nullable Item current) {

    /**
     * Something on its way.
     *
     * @param kind {@code batch}, {@code run} or {@code model}
     * @param label for a person
     * @param active whether it is being worked on
     * @param percent 0 to 100, where progress is known
     */
    public record Item(
            String kind,
            String id,
            String task,
            String label,
            boolean active,
            @Nullable Double percent) {}
}
