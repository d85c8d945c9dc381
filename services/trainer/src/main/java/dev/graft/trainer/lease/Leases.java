package dev.graft.trainer.lease;

import dev.graft.contracts.StoreLayout;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.ObjectStore;
import dev.graft.platform.store.ObjectStore.StoredObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The leases of runs, each moved by compare-and-set alone.
 *
 * <p>A lease is free when there is none, when it has ended, or when this instance itself held it: the same process has
 * let go of it (it works on one run at a time), an earlier process of the instance is dead. Clocks need to agree only
 * roughly: the fence is the token, by which no two holders write the same objects.
 */
public final class Leases {
    private static final String JSON = "application/json";

    private final ObjectStore store;
    private final Clock clock;
    private final LeaseOwner owner;
    private final Duration length;

    /** @param length how long a lease lasts without renewal */
    public Leases(ObjectStore store, Clock clock, LeaseOwner owner, Duration length) {
        this.store = store;
        this.clock = clock;
        this.owner = owner;
        this.length = length;
    }

    /** Takes a run's lease with a new token; empty while somebody else holds it. */
    public Optional<HeldLease> acquire(String runId) {
        Instant now = clock.instant();
        String key = StoreLayout.runLease(runId);
        Optional<StoredObject> found = store.find(key);
        if (found.isEmpty()) {
            RunLease first = lease(1, now);
            return store.createIfAbsent(key, Json.bytes(first), JSON)
                    ? Optional.of(held(runId, first))
                    : Optional.empty();
        }
        RunLease current = read(found.get());
        if (current.expiresAt().isAfter(now) && !owner.succeeds(current.owner())) {
            return Optional.empty();
        }
        return replace(runId, found.get(), lease(current.token() + 1, now));
    }

    /** Prolongs a lease; empty when it has ended or somebody else has it, and then it is lost for good. */
    public Optional<HeldLease> renew(HeldLease held) {
        Instant now = clock.instant();
        if (!held.expiresAt().isAfter(now)) {
            return Optional.empty();
        }
        return store.find(StoreLayout.runLease(held.runId()))
                .filter(found -> isMine(found, held))
                .flatMap(found -> replace(held.runId(), found, lease(held.token(), now)));
    }

    /** Gives a lease back before it ends, so that another trainer need not wait. */
    public void release(HeldLease held) {
        store.find(StoreLayout.runLease(held.runId()))
                .filter(found -> isMine(found, held))
                .ifPresent(found ->
                        replace(held.runId(), found, new RunLease(owner.toString(), held.token(), clock.instant())));
    }

    /** Who holds a run's lease now; empty when it is free. */
    public Optional<RunLease> holder(String runId) {
        return store.find(StoreLayout.runLease(runId))
                .map(Leases::read)
                .filter(lease -> lease.expiresAt().isAfter(clock.instant()));
    }

    public Duration length() {
        return length;
    }

    private Optional<HeldLease> replace(String runId, StoredObject found, RunLease next) {
        return store.replaceIfMatch(StoreLayout.runLease(runId), found.etag(), Json.bytes(next), JSON)
                .map(etag -> held(runId, next));
    }

    private boolean isMine(StoredObject found, HeldLease held) {
        RunLease current = read(found);
        return current.owner().equals(owner.toString()) && current.token() == held.token();
    }

    private RunLease lease(long token, Instant now) {
        return new RunLease(owner.toString(), token, now.plus(length));
    }

    private static HeldLease held(String runId, RunLease lease) {
        return new HeldLease(runId, lease.token(), lease.expiresAt());
    }

    private static RunLease read(StoredObject object) {
        return Json.read(object.content(), RunLease.class);
    }
}
