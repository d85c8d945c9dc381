package dev.graft.registry.retention;

import dev.graft.registry.book.Books;
import dev.graft.registry.history.Aliases;
import dev.graft.registry.retention.FindGarbage.Find;
import dev.graft.registry.retention.RunFolders.Amount;
import dev.graft.registry.version.VersionShelf;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Frees the files of runs that nothing needs.
 *
 * <p>May be interrupted anywhere and run by several processes at once: a version is marked before its first file goes,
 * and whoever finds the mark and files left goes on. A version, its decision and the run's documents stay.
 */
public final class CollectGarbage {
    private static final int MOST_RUNS = 10_000;

    private final RunFolders folders;
    private final KeepOrCollect versions;
    private final FindGarbage finding;
    private final int maxRuns;
    private final Clock clock;
    private final ReentrantLock collecting = new ReentrantLock();
    private final AtomicReference<@Nullable GarbageCollection> latest = new AtomicReference<>();

    /** @param maxRuns whose files one collection deletes at most, and a dry run lists; 1 to 10,000 */
    public CollectGarbage(
            Books books,
            Aliases aliases,
            VersionShelf shelf,
            VersionClaims claims,
            RunFolders folders,
            Kept kept,
            RetentionPolicy policy,
            int maxRuns,
            Clock clock) {
        if (maxRuns < 1 || maxRuns > MOST_RUNS) {
            throw new IllegalArgumentException(
                    "a collection frees the files of 1 to " + MOST_RUNS + " runs, not of " + maxRuns);
        }
        this.folders = folders;
        this.versions = new KeepOrCollect(books, aliases, shelf, claims, kept, policy);
        this.finding = new FindGarbage(folders, versions, policy);
        this.maxRuns = maxRuns;
        this.clock = clock;
    }

    /** Collects, or says what it would collect; empty: this process is collecting already. */
    public Optional<GarbageCollection> collect(boolean dryRun) {
        if (!collecting.tryLock()) {
            return Optional.empty();
        }
        try {
            Instant start = clock.instant();
            // One more than goes now tells whether there is more.
            FindGarbage.Finds found = finding.find(start, dryRun ? Integer.MAX_VALUE : maxRuns + 1);
            GarbageCollection result = dryRun ? listed(start, found) : freed(start, found);
            latest.set(result);
            return Optional.of(result);
        } finally {
            collecting.unlock();
        }
    }

    /** The last collection of this process, dry or not. */
    public Optional<GarbageCollection> latest() {
        return Optional.ofNullable(latest.get());
    }

    private GarbageCollection listed(Instant start, FindGarbage.Finds found) {
        List<Garbage> all = found.finds().stream().map(Find::garbage).toList();
        Amount amount = all.stream().map(Garbage::amount).reduce(Amount.NONE, Amount::plus);
        List<Garbage> first = all.subList(0, Math.min(maxRuns, all.size()));
        return result(true, start, found.runs(), all.size(), amount, all.size() > maxRuns, first);
    }

    private GarbageCollection freed(Instant start, FindGarbage.Finds found) {
        List<Garbage> gone = new ArrayList<>();
        Amount amount = Amount.NONE;
        boolean more = found.finds().size() > maxRuns;
        for (Find find :
                found.finds().subList(0, Math.min(maxRuns, found.finds().size()))) {
            if (find.verdict() == null || versions.mark(find.garbage().task(), find.verdict(), start)) {
                for (String attempt : find.garbage().attempts().keySet()) {
                    amount = amount.plus(folders.delete(find.garbage().runId(), attempt));
                }
                gone.add(find.garbage());
            }
        }
        return result(false, start, found.runs(), gone.size(), amount, more, gone);
    }

    private GarbageCollection result(
            boolean dryRun, Instant start, int seen, int runs, Amount amount, boolean more, List<Garbage> garbage) {
        double seconds = Duration.between(start, clock.instant()).toMillis() / 1000.0;
        return new GarbageCollection(
                dryRun, start, seconds, seen, runs, amount.files(), amount.bytes(), more, List.copyOf(garbage));
    }
}
