package dev.graft.dashboard.view;

import java.time.Instant;

/**
 * That somebody had a dead letter's record sent again.
 *
 * @param requestedBy who wished it
 * @param explanation their words
 */
public record Replay(Instant at, String requestedBy, String explanation) {}
