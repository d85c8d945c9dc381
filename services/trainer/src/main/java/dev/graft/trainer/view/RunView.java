package dev.graft.trainer.view;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.graft.contracts.EventData;
import dev.graft.learning.train.EpochReport;
import dev.graft.learning.train.Progress;
import dev.graft.trainer.plan.RunPlan;
import dev.graft.trainer.stop.StopRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A run as it can be told now.
 *
 * @param plan null: it ended, or was asked to stop, before it had one, or its backbone is being checked
 * @param warnings what a person should look at, such as negative transfer
 * @param attempt the latest holder of the run; 0: nobody yet
 * @param trainer who holds it; null: nobody
 * @param epochs done, as far as they are known here
 * @param progress of the backbone check, then within the epoch; null when another trainer trains it, or none does
 * @param stop the request to stop it; null: there is none, or it has ended
 * @param end what was announced at its end; null: it has not ended
 */
public record RunView(
        String runId,
        State state,
        @Nullable RunPlan plan,
        List<String> warnings,
        long attempt,
        @Nullable String trainer,
        List<EpochReport> epochs,
        @Nullable Progress progress,
        @Nullable StopRequest stop,
        @Nullable EventData end) {

    public RunView {
        warnings = List.copyOf(warnings);
        epochs = List.copyOf(epochs);
    }

    /** Where a run is in its life. */
    public enum State {
        /** Known, and held by nobody: its trainer died, or it is to stop before it begins. */
        QUEUED,
        RUNNING,
        COMPLETED,
        ABANDONED;

        @JsonValue
        String spelled() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
