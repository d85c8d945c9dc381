package dev.graft.predictor.serving.scoring;

import dev.graft.contracts.event.PredictionAnswered;

/** What becomes of a request. */
public sealed interface ScoringOutcome {
    record Answered(PredictionAnswered answer) implements ScoringOutcome {}

    /**
     * It cannot be answered.
     *
     * @param reason for a person: what is wrong and how to mend it
     */
    record Refused(String reason) implements ScoringOutcome {}

    /** Its task has no champion yet, or one ahead of it waits for a champion: it is to be asked again. */
    record Waiting() implements ScoringOutcome {}
}
