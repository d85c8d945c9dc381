package dev.graft.launcher.story;

import dev.graft.contracts.EventData;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.contracts.event.ModelRejected;
import dev.graft.contracts.event.RunAbandoned;
import dev.graft.launcher.client.Announcement.DeadLetter;
import java.util.Optional;

/** What became of a batch. */
public sealed interface Outcome {

    /** A better model is live. */
    record Promoted(ModelPromoted event) implements Outcome {}

    /** The challenger was not good enough. */
    record Refused(ModelRejected event) implements Outcome {}

    /** The batch is not fit to learn from. */
    record Unfit(DatasetRejected event) implements Outcome {}

    /** The run ended without a challenger. */
    record Abandoned(RunAbandoned event) implements Outcome {}

    /** The rows are taken; the task's trigger waits for more before a snapshot is made. */
    record Waiting(BatchAccepted event) implements Outcome {}

    /** No service could read the event. */
    record Dead(DeadLetter letter) implements Outcome {}

    /** Nothing was decided in the time that was given. */
    record Undecided() implements Outcome {}

    /** The outcome that an event states; empty for a step on the way, such as a run that gives way to a newer one. */
    static Optional<Outcome> of(EventData data) {
        if (data instanceof ModelPromoted event) {
            return Optional.of(new Promoted(event));
        } else if (data instanceof ModelRejected event) {
            return Optional.of(new Refused(event));
        } else if (data instanceof DatasetRejected event) {
            return Optional.of(new Unfit(event));
        } else if (data instanceof RunAbandoned event && event.supersededBy() == null) {
            return Optional.of(new Abandoned(event));
        } else if (data instanceof BatchAccepted event && event.pendingRows() < event.minimumNewRows()) {
            return Optional.of(new Waiting(event));
        }
        return Optional.empty();
    }
}
