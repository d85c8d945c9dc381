package dev.graft.registry.promotion;

import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ModelRejected;
import dev.graft.contracts.event.RuleOutcome;
import dev.graft.platform.event.Events;
import dev.graft.registry.book.ModelBook;
import dev.graft.registry.version.Decision;
import dev.graft.registry.version.VersionShelf;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Turns a challenger down, or leaves open what it is worth; the champion stays. */
public final class RefuseChallenger {
    private static final String UNSTEADY = "champion-stays-during-evaluation";

    private final RegisterChallenger registering;
    private final VersionShelf shelf;
    private final Announcements announcements;
    private final Events events;
    private final Clock clock;

    public RefuseChallenger(
            RegisterChallenger registering,
            VersionShelf shelf,
            Announcements announcements,
            Events events,
            Clock clock) {
        this.registering = registering;
        this.shelf = shelf;
        this.announcements = announcements;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Refuses for the gate's reasons.
     *
     * @return the event that announces it; empty when another run has taken the version's number meanwhile
     */
    Optional<Event<?>> refuse(ModelBook book, Event<ModelEvaluated> verdict) {
        List<RuleOutcome> failed = verdict.data().rules().stream()
                .filter(RuleOutcome::keepsChampion)
                .toList();
        return refuse(book, verdict, verdict.data().summary(), failed);
    }

    /**
     * Refuses because the champion never stood still long enough to be compared with.
     *
     * @return as {@link #refuse(ModelBook, Event)}
     */
    Optional<Event<?>> refuseAsUnsteady(ModelBook book, Event<ModelEvaluated> verdict, int maxEvaluations) {
        String sentence =
                "The champion changed during each of %d evaluations, so that the challenger was never compared with the one that is live."
                        .formatted(verdict.data().attempt());
        var rule = new RuleOutcome(
                UNSTEADY, false, sentence, (double) verdict.data().attempt(), (double) maxEvaluations);
        return refuse(book, verdict, sentence, List.of(rule));
    }

    private Optional<Event<?>> refuse(
            ModelBook book, Event<ModelEvaluated> verdict, String summary, List<RuleOutcome> failedRules) {
        return registering.register(book, verdict).map(version -> decide(book, verdict, summary, failedRules, version));
    }

    private Event<?> decide(
            ModelBook book, Event<ModelEvaluated> verdict, String summary, List<RuleOutcome> failedRules, int version) {
        ModelEvaluated data = verdict.data();
        var rejected = new ModelRejected(
                book.task(),
                version,
                book.history().live().orElse(null),
                summary,
                failedRules,
                data.runId(),
                data.run().snapshotId(),
                data.decision() == ModelEvaluated.Decision.INCONCLUSIVE ? Boolean.TRUE : null,
                data.moreLabelledRows());
        var decision = new Decision(
                Decision.Outcome.REFUSED,
                version,
                data.runId(),
                data.attempt(),
                data.evaluation(),
                summary,
                null,
                clock.instant());
        Event<?> event = shelf.decide(
                decision, events.causedBy(verdict, StoreLayout.modelDecision(book.task(), version), rejected));
        announcements.announce(event);
        return event;
    }
}
