package dev.graft.trainer.lease;

import java.time.Instant;

/**
 * A lease that this process holds.
 *
 * @param token the attempt's number
 * @param expiresAt renewed no later, it is lost
 */
public record HeldLease(String runId, long token, Instant expiresAt) {}
