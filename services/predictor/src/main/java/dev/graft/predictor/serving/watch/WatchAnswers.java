package dev.graft.predictor.serving.watch;

import dev.graft.contracts.event.LabellingWanted.Reason;
import dev.graft.contracts.event.Opinion;
import dev.graft.contracts.event.PredictionDisagreed;
import dev.graft.predictor.serving.Answered;
import dev.graft.predictor.serving.Best;
import dev.graft.predictor.serving.ServedModels;
import dev.graft.predictor.serving.Shadow;
import dev.graft.predictor.serving.Shadow.Disagreement;
import java.time.Clock;
import java.util.Optional;

/** Looks at answers after they are given: asks the task's shadow, and picks what people should label. */
public final class WatchAnswers implements Answered.Listener {
    private final ServedModels served;
    private final Aside aside;
    private final LabellingDesk desk;
    private final LiveEvents events;
    private final HourlyShare disagreements;

    /** @param disagreementsPerHour events of a task at most; a shadow counts all */
    public WatchAnswers(
            ServedModels served,
            Aside aside,
            LabellingDesk desk,
            LiveEvents events,
            int disagreementsPerHour,
            Clock clock) {
        this.served = served;
        this.aside = aside;
        this.desk = desk;
        this.events = events;
        this.disagreements = new HourlyShare(disagreementsPerHour, clock);
    }

    @Override
    public void onAnswered(Answered answered) {
        Optional<Shadow> shadow = served.shadow(answered.task());
        if (shadow.isEmpty() && !desk.isOpen()) {
            return;
        }
        if (!aside.offer(() -> look(answered, shadow))) {
            shadow.ifPresent(each -> each.leftOut(answered.inputs().size()));
        }
    }

    private void look(Answered answered, Optional<Shadow> shadow) {
        shadow.ifPresent(each -> each.compare(answered)
                .forEach(disagreement ->
                        tell(answered, disagreement, each.standing().version())));
        for (int row = 0; row < answered.inputs().size(); row++) {
            if (desk.isUnsure(Best.of(answered.table(), row))) {
                desk.ask(answered, row, Reason.LOW_CONFIDENCE);
            }
        }
    }

    private void tell(Answered answered, Disagreement disagreement, int shadow) {
        int row = disagreement.row();
        if (disagreements.take(answered.task())) {
            Best champion = Best.of(answered.table(), row);
            Best other = disagreement.shadow();
            events.disagreed(new PredictionDisagreed(
                    answered.task(),
                    InputIds.of(answered.task(), answered.inputs().get(row)),
                    new Opinion(answered.table().version(), champion.label(), champion.probability()),
                    new Opinion(shadow, other.label(), other.probability())));
        }
        if (desk.isOpen()) {
            desk.ask(answered, row, Reason.DISAGREEMENT);
        }
    }
}
