package dev.graft.predictor.serving.scoring;

import dev.graft.contracts.event.PredictionRequested;
import java.time.Instant;

/**
 * A request as it came.
 *
 * @param lane of the requests in one lane none is answered before those ahead of it
 * @param sentAt by the clock of who asks
 */
public record ScoringRequest(PredictionRequested asked, int lane, Instant sentAt) {}
