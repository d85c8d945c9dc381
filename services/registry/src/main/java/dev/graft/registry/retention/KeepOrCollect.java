package dev.graft.registry.retention;

import dev.graft.registry.book.Books;
import dev.graft.registry.book.ModelBook;
import dev.graft.registry.history.Aliases;
import dev.graft.registry.version.Decision;
import dev.graft.registry.version.RegisteredVersion;
import dev.graft.registry.version.VersionShelf;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The decision on one version's files, on the model's state of now.
 *
 * <p>A version whose files go is marked first. The mark and the holds of moves ({@link VersionHolds}) are one object,
 * read before the history and written only over what was read. So a move that had held the version before that is seen:
 * in the history, or as a hold whose number is not taken yet, and either keeps the version. And one that comes after it
 * makes the mark fail, or meets it and is refused.
 */
final class KeepOrCollect {
    private final Books books;
    private final Aliases aliases;
    private final VersionShelf shelf;
    private final VersionClaims claims;
    private final Kept kept;
    private final RetentionPolicy policy;

    KeepOrCollect(
            Books books, Aliases aliases, VersionShelf shelf, VersionClaims claims, Kept kept, RetentionPolicy policy) {
        this.books = books;
        this.aliases = aliases;
        this.shelf = shelf;
        this.claims = claims;
        this.kept = kept;
        this.policy = policy;
    }

    /**
     * What is to become of a run's version.
     *
     * @param kind what its files are, where they go
     * @param claim what was read before all else
     * @param moves how many the history had then
     * @param keep why it stays; null: it goes
     * @param isMarked whether its going was decided before
     */
    record Verdict(
            int version,
            Garbage.Kind kind,
            Optional<VersionClaims.Seen> claim,
            long moves,
            @Nullable String keep,
            boolean isMarked,
            String reason) {}

    /** Empty: the run has no version yet. */
    Optional<Verdict> judge(String task, String runId, Set<RunFolders.Start> inUse, Instant now) {
        return books.upToDate(task)
                .versions()
                .ofRun(runId)
                .map(version -> judge(task, version, claims.find(task, version.number()), inUse, now));
    }

    private Verdict judge(
            String task,
            RegisteredVersion version,
            Optional<VersionClaims.Seen> claim,
            Set<RunFolders.Start> inUse,
            Instant now) {
        // After the claim: see above.
        ModelBook book = books.upToDate(task);
        Optional<Decision> decision = shelf.decision(task, version.number());
        KeepRules rules = new KeepRules(book, aliases.all(task), inUse, kept, policy, now);
        boolean refused = rules.isRefused(version, decision);
        boolean marked = claim.filter(seen -> seen.claim().isCollected()).isPresent();
        return new Verdict(
                version.number(),
                refused ? Garbage.Kind.REFUSED_VERSION : Garbage.Kind.VERSION,
                claim,
                book.history().length(),
                marked ? null : keep(claim, book, rules.why(version, decision)),
                marked,
                marked ? claim.get().claim().reason() : reason(refused));
    }

    private static @Nullable String keep(Optional<VersionClaims.Seen> claim, ModelBook book, Optional<String> byRules) {
        boolean underWay = claim.filter(
                        seen -> seen.claim().sequence() >= book.history().nextSequence())
                .isPresent();
        return underWay ? "a move to it may be under way" : byRules.orElse(null);
    }

    private String reason(boolean refused) {
        return refused
                ? "It was refused more than " + policy.keepRefusedFor() + " ago."
                : "It is not among the newest " + policy.versions()
                        + " that have been live, and was last needed more than " + policy.keepFor() + " ago.";
    }

    /** @return false when a move was faster, so that the version stays */
    boolean mark(String task, Verdict verdict, Instant now) {
        if (verdict.isMarked()) {
            return true;
        }
        VersionClaim mark = VersionClaim.collected(verdict.moves(), now, verdict.reason());
        return verdict.claim().isEmpty()
                ? claims.create(task, verdict.version(), mark)
                : claims.replace(task, verdict.version(), verdict.claim().get(), mark);
    }
}
