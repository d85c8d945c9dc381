package dev.graft.trainer.lease;

import java.time.Instant;

/**
 * The lease of a run as it lies in the object store.
 *
 * @param owner who holds it, {@code <instance>/<process>}
 * @param token 1, 2, …: one more with every holder; it names the folder that the holder writes to
 * @param expiresAt from then on somebody else may take it
 */
public record RunLease(String owner, long token, Instant expiresAt) {}
