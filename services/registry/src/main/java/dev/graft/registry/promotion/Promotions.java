package dev.graft.registry.promotion;

import dev.graft.platform.event.Events;
import dev.graft.registry.book.Books;
import dev.graft.registry.change.Changes;
import dev.graft.registry.history.Aliases;
import dev.graft.registry.history.HistoryLog;
import dev.graft.registry.retention.VersionHolds;
import dev.graft.registry.version.VersionShelf;
import java.time.Clock;

/** The use cases that change what is live, put together so that they share one lock and one memory for each model. */
public final class Promotions {
    private final DecideChallenger decideChallenger;
    private final RollBack rollBack;
    private final OverruleGate overruleGate;
    private final RepairModels repairModels;
    private final MoveFreeAlias moveFreeAlias;
    private final RegisterByHand registerByHand;

    /** @param maxEvaluations how often a challenger is evaluated at most; 1 or more */
    public Promotions(
            Books books,
            HistoryLog log,
            Aliases aliases,
            VersionShelf shelf,
            Announcements announcements,
            VersionHolds holds,
            Changes changes,
            Events events,
            Clock clock,
            int maxEvaluations) {
        ModelLocks locks = new ModelLocks(changes, books::noteWrite);
        MoveAlias moving = new MoveAlias(log, aliases, shelf, announcements, holds);
        RegisterChallenger registering = new RegisterChallenger(shelf, clock);
        decideChallenger = new DecideChallenger(
                books,
                locks,
                shelf,
                moving,
                new PromoteChallenger(registering, moving, events, clock),
                new RefuseChallenger(registering, shelf, announcements, events, clock),
                new AskForEvaluation(announcements, events),
                announcements,
                maxEvaluations);
        MoveOnRequest requests = new MoveOnRequest(books, locks, shelf, moving, holds, events, clock);
        rollBack = new RollBack(requests);
        overruleGate = new OverruleGate(requests);
        repairModels = new RepairModels(books, locks, moving);
        moveFreeAlias = new MoveFreeAlias(books, locks, moving, holds, clock);
        registerByHand = new RegisterByHand(books, locks, shelf, clock);
    }

    public DecideChallenger decideChallenger() {
        return decideChallenger;
    }

    public RollBack rollBack() {
        return rollBack;
    }

    public OverruleGate overruleGate() {
        return overruleGate;
    }

    public RepairModels repairModels() {
        return repairModels;
    }

    public MoveFreeAlias moveFreeAlias() {
        return moveFreeAlias;
    }

    public RegisterByHand registerByHand() {
        return registerByHand;
    }
}
