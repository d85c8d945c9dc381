package dev.graft.contracts.event;

import dev.graft.contracts.EventData;
import org.jspecify.annotations.Nullable;

/**
 * A wish to evaluate a challenger again, because the champion that it was compared with is not live any more.
 *
 * @param attempt the number of the wanted evaluation, from 2
 * @param championVersion the version that is live now; null: none
 * @param run the completed run
 */
public record ModelEvaluationRequested(
        String task, String runId, int attempt, @Nullable Integer championVersion, RunCompleted run)
        implements EventData {}
