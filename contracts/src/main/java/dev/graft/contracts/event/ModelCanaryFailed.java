package dev.graft.contracts.event;

import dev.graft.contracts.EventData;

/**
 * A predictor has tried a champion on a part of the requests and does not keep it: the version before it answers all of them
 * there again. The registry rolls back, if that champion is still live.
 *
 * @param version the champion that was tried
 * @param previousVersion the version that answers instead
 * @param runId the run that the champion came from
 * @param reason the bound that was crossed, in one sentence
 * @param inputs that the champion was asked
 * @param failures inputs that it failed on although the version before it answered them
 */
public record ModelCanaryFailed(
        String task, int version, int previousVersion, String runId, String reason, long inputs, long failures)
        implements EventData {}
