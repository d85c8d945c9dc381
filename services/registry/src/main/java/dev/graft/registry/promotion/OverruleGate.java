package dev.graft.registry.promotion;

import dev.graft.contracts.EventData;
import dev.graft.contracts.document.ModelVersion;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.registry.book.ModelBook;
import dev.graft.registry.history.Move;
import dev.graft.registry.history.MoveKind;

/** Makes a version live because a person wants it, whatever the gate said; the history says so. */
public final class OverruleGate implements MoveOnRequest.Kind {
    private final MoveOnRequest requests;

    public OverruleGate(MoveOnRequest requests) {
        this.requests = requests;
    }

    /** @param request names the version */
    public MoveOutcome promote(String task, MoveRequest request) {
        return requests.move(task, request, this);
    }

    @Override
    public MoveKind kind() {
        return MoveKind.PROMOTED_BY_REQUEST;
    }

    @Override
    public EventData event(Move move, ModelVersion version) {
        return new ModelPromoted(
                version.task(),
                move.version(),
                move.previousVersion(),
                move.sequence(),
                "Promoted on request of " + move.requestedBy() + ": " + move.explanation(),
                version.evaluation().runId(),
                version.evaluation().run().snapshotId(),
                version.evaluation().run().model());
    }

    @Override
    public Target target(ModelBook book, MoveRequest request) {
        Integer wanted = request.version();
        if (wanted == null || book.versions().find(wanted).isEmpty()) {
            return Target.unknown(book.versions().whyMissing(book.task(), wanted == null ? 0 : wanted));
        }
        if (book.history().live().filter(wanted::equals).isPresent()) {
            return Target.impossible("version " + wanted + " of " + book.task() + " is live already");
        }
        return new Target.Version(wanted);
    }
}
