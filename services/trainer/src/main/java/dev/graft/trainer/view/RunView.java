package dev.graft.trainer.view;

import dev.graft.learning.train.EpochReport;
import dev.graft.learning.train.Progress;
import dev.graft.trainer.plan.RunPlan;
import dev.graft.trainer.stop.StopRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that can be told of a run.
 *
 * @param state {@code planned} (pinned, not in progress here), {@code running} (here), {@code completed} or
 *     {@code abandoned}
 * @param epochs done so far; of a run that another trainer holds, those of its newest checkpoint
 * @param progress within the epoch; null when the run is not in progress here
 * @param stop the request to stop it; null when there is none
 */
public record RunView(
        RunPlan plan,
        String state,
        List<EpochReport> epochs,
        @Nullable Progress progress,
        @Nullable StopRequest stop) {}
