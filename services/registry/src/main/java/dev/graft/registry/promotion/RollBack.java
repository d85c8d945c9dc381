package dev.graft.registry.promotion;

import dev.graft.contracts.EventData;
import dev.graft.contracts.document.ModelVersion;
import dev.graft.contracts.event.ModelRolledBack;
import dev.graft.registry.book.ModelBook;
import dev.graft.registry.history.History;
import dev.graft.registry.history.Move;
import dev.graft.registry.history.MoveKind;
import dev.graft.registry.version.RegisteredVersion;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes a version live again that has been live.
 *
 * <p>Without a version named, each rollback goes one step further back down the line of champions and never returns to
 * what an earlier rollback left; see {@link History}.
 */
public final class RollBack implements MoveOnRequest.Kind {
    private final MoveOnRequest requests;

    public RollBack(MoveOnRequest requests) {
        this.requests = requests;
    }

    public MoveOutcome rollBack(String task, MoveRequest request) {
        return requests.move(task, request, this);
    }

    @Override
    public MoveKind kind() {
        return MoveKind.ROLLED_BACK;
    }

    @Override
    public EventData event(Move move, ModelVersion version) {
        return new ModelRolledBack(
                version.task(),
                move.version(),
                Objects.requireNonNull(move.previousVersion(), "a rollback leaves a champion"),
                move.sequence(),
                move.explanation(),
                move.requestedBy(),
                version.evaluation().run().model());
    }

    @Override
    public Target target(ModelBook book, MoveRequest request) {
        Optional<Integer> live = book.history().live();
        if (live.isEmpty()) {
            return Target.impossible("nothing of " + book.task() + " is live yet, so there is nothing to roll back");
        }
        Integer wanted = request.version();
        return wanted == null ? furtherBack(book, live.get()) : named(book, live.get(), wanted);
    }

    private static Target furtherBack(ModelBook book, int live) {
        Optional<Integer> previous = book.history().previousChampion();
        if (previous.isPresent()) {
            return new Target.Version(previous.get());
        }
        return Target.impossible("version " + live
                + " is the first of its line of champions: there is nothing before it. " + choice(book.history()));
    }

    private static Target named(ModelBook book, int live, int wanted) {
        Optional<RegisteredVersion> version = book.versions().find(wanted);
        if (version.isEmpty()) {
            return Target.unknown(book.versions().whyMissing(book.task(), wanted));
        }
        if (wanted == live) {
            return Target.impossible("version " + wanted + " is live already. " + choice(book.history()));
        }
        if (!book.history().hasBeenLive(wanted)) {
            return Target.impossible("version " + wanted + " has never been live (its verdict: "
                    + version.get().summary() + "). " + choice(book.history()) + " To make version " + wanted
                    + " live all the same, promote it: POST /models/" + book.task() + "/versions/" + wanted
                    + "/promote");
        }
        return new Target.Version(wanted);
    }

    private static String choice(History history) {
        List<Integer> targets = history.rollbackTargets();
        return targets.isEmpty()
                ? "No other version has been live."
                : "A rollback can go to: "
                        + targets.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ".";
    }
}
