package dev.graft.registry.retention;

import dev.graft.platform.store.StoreException;
import java.time.Instant;
import java.util.Optional;

/**
 * The side of a move in its race with the garbage collection: whoever is about to point an alias at a version holds it
 * first.
 *
 * <p>A hold names the number in the history that its move will take. Once that number is taken, by this move or another,
 * the hold is over: nobody has to take it away, and a process that died with it keeps the version only until the model's
 * next move.
 */
public final class VersionHolds {
    private static final int TRIES = 20;

    private final VersionClaims claims;

    public VersionHolds(VersionClaims claims) {
        this.claims = claims;
    }

    /**
     * Holds a version for the move that will be number {@code sequence} of its model's history.
     *
     * @return false when the version was collected, so that no alias may point at it any more
     * @throws StoreException.Unavailable when others keep changing the claim in between
     */
    public boolean hold(String task, int version, long sequence, Instant at) {
        VersionClaim wanted = VersionClaim.held(sequence, at);
        if (claims.create(task, version, wanted)) {
            return true;
        }
        for (int attempt = 0; attempt < TRIES; attempt++) {
            VersionClaims.Seen seen = claims.find(task, version)
                    .orElseThrow(() -> new IllegalStateException(
                            "the claim on version " + version + " of " + task + " was there and is gone"));
            if (seen.claim().isCollected()) {
                return false;
            }
            if (seen.claim().sequence() >= sequence || claims.replace(task, version, seen, wanted)) {
                return true;
            }
        }
        throw new StoreException.Unavailable(
                "others changed the claim on version " + version + " of " + task + " " + TRIES + " times in between",
                new IllegalStateException("too many conflicts"));
    }

    /** The decision that a version's files go, where it was made. */
    public Optional<VersionClaim> collected(String task, int version) {
        return claims.find(task, version).map(VersionClaims.Seen::claim).filter(VersionClaim::isCollected);
    }
}
