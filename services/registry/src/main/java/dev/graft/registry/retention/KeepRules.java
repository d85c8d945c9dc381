package dev.graft.registry.retention;

import dev.graft.contracts.document.ModelAlias;
import dev.graft.registry.book.ModelBook;
import dev.graft.registry.history.Move;
import dev.graft.registry.version.Decision;
import dev.graft.registry.version.RegisteredVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The rules by which a version of a model keeps its files, asked in order; the first that holds says why.
 *
 * @param aliases of the model, as stored
 * @param inUse versions that runs which have not ended start from
 */
record KeepRules(
        ModelBook book,
        List<ModelAlias> aliases,
        Set<RunFolders.Start> inUse,
        Kept kept,
        RetentionPolicy policy,
        Instant now) {

    /** @param decision on the version; empty: there is none */
    Optional<String> why(RegisteredVersion version, Optional<Decision> decision) {
        return underAlias(version)
                .or(() -> aimOfRollback(version))
                .or(() -> undecided(version, decision))
                .or(() -> startOfRun(version))
                .or(() -> kept.reason(book.task(), version.number()))
                .or(() -> young(version, decision))
                .or(() -> byPolicy(version, decision));
    }

    /** By the stored aliases, and by the history, which may be ahead of them. */
    private Optional<String> underAlias(RegisteredVersion version) {
        Map<String, Integer> pointers = new HashMap<>();
        book.history().moves().forEach(move -> pointers.put(move.alias(), move.version()));
        boolean moved = pointers.containsValue(version.number());
        boolean stored = aliases.stream().anyMatch(alias -> alias.version() == version.number());
        return reason(moved || stored, "an alias points at it");
    }

    /** One step back along the line of champions, and back to what such a step has left. */
    private Optional<String> aimOfRollback(RegisteredVersion version) {
        boolean previous = book.history().previousChampion().filter(is(version)).isPresent();
        boolean left = book.history().rollbackTargets().stream()
                .findFirst()
                .filter(is(version))
                .isPresent();
        return reason(previous || left, "the next rollback may go to it");
    }

    private static Predicate<Integer> is(RegisteredVersion version) {
        return number -> number == version.number();
    }

    private Optional<String> undecided(RegisteredVersion version, Optional<Decision> decision) {
        return reason(decision.isEmpty() && !hasBeenLive(version), "it is not decided yet");
    }

    private Optional<String> startOfRun(RegisteredVersion version) {
        return reason(
                inUse.contains(new RunFolders.Start(book.task(), version.number())),
                "a run that has not ended starts from it");
    }

    private Optional<String> young(RegisteredVersion version, Optional<Decision> decision) {
        return reason(isWithin(policy.grace(), version, decision), "it was needed within the grace period");
    }

    private Optional<String> byPolicy(RegisteredVersion version, Optional<Decision> decision) {
        if (isRefused(version, decision)) {
            return reason(isWithin(policy.keepRefusedFor(), version, decision), "refused versions are kept so long");
        }
        return reason(isWithin(policy.keepFor(), version, decision), "versions are kept so long")
                .or(() -> reason(isAmongNewest(version), "it is among the newest " + policy.versions()));
    }

    boolean isRefused(RegisteredVersion version, Optional<Decision> decision) {
        return !hasBeenLive(version)
                && decision.filter(each -> each.outcome() == Decision.Outcome.REFUSED)
                        .isPresent();
    }

    /** Counted are those that have been live: of all others, each is refused or not decided yet. */
    private boolean isAmongNewest(RegisteredVersion version) {
        long newer = book.versions().all().stream()
                .filter(each -> each.number() > version.number() && hasBeenLive(each))
                .count();
        return newer < policy.versions();
    }

    private boolean isWithin(Duration time, RegisteredVersion version, Optional<Decision> decision) {
        return lastNeeded(version, decision).plus(time).isAfter(now);
    }

    /** When it was registered, decided, or left by an alias, whichever was last. */
    private Instant lastNeeded(RegisteredVersion version, Optional<Decision> decision) {
        Instant last = version.createdAt();
        if (decision.isPresent()) {
            last = later(last, decision.get().at());
        }
        Map<String, Move> before = new HashMap<>();
        for (Move move : book.history().moves()) {
            Move left = before.put(move.alias(), move);
            if (left != null && left.version() == version.number()) {
                last = later(last, move.at());
            }
        }
        return last;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private boolean hasBeenLive(RegisteredVersion version) {
        return book.history().hasBeenLive(version.number());
    }

    private static Optional<String> reason(boolean holds, String why) {
        return holds ? Optional.of(why) : Optional.empty();
    }
}
