package dev.graft.dashboard.view;

import java.util.List;

/**
 * A batch with its chain of events, oldest first.
 *
 * @param elapsedMillis from the first to the last event
 * @param computeMillis how much of that was training and evaluation
 */
public record BatchDetail(BatchSummary batch, List<ChainLink> chain, long elapsedMillis, long computeMillis) {}
