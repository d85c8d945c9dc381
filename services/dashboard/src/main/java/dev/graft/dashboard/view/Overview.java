package dev.graft.dashboard.view;

import java.util.List;
import java.util.Map;

/**
 * The mesh at one glance.
 *
 * @param events distinct events seen since the topics' beginning
 * @param eventsByType the same by type, as in {@code run.epoch-completed}
 * @param unreadable records that the dashboard itself could not read; their own service judges them
 * @param batches how many of the kept ones are in each state
 * @param runs the same for runs
 * @param champions of up to 50 models, those with the newest task first
 * @param activeRuns up to 50, newest first
 */
public record Overview(
        boolean caughtUp,
        long events,
        Map<String, Long> eventsByType,
        long unreadable,
        long deadLetters,
        long tasks,
        Map<BatchState, Long> batches,
        Map<RunState, Long> runs,
        List<Stage> flow,
        List<Champion> champions,
        List<RunSummary> activeRuns) {}
