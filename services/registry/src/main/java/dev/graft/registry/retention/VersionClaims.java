package dev.graft.registry.retention;

import java.util.Optional;

/** The stored claims, one a version at most. Every write is conditional: of two who write at once, one fails. */
public interface VersionClaims {

    /** A claim as it was read. */
    record Seen(VersionClaim claim, String tag) {}

    Optional<Seen> find(String task, int version);

    /** @return false when the version has a claim */
    boolean create(String task, int version, VersionClaim claim);

    /** @return false when the claim is not any more what was seen */
    boolean replace(String task, int version, Seen seen, VersionClaim claim);
}
