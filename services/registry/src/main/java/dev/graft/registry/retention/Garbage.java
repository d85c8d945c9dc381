package dev.graft.registry.retention;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.graft.registry.retention.RunFolders.Amount;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Files of a run that nothing needs.
 *
 * @param version that the files are of; null: of none
 * @param attempts the folders that go, with what each has
 * @param reason in one sentence
 */
public record Garbage(
        Kind kind,
        String task,
        String runId,
        @Nullable Integer version,
        SortedMap<String, Amount> attempts,
        String reason) {

    /** What the files were. */
    public enum Kind {
        @JsonProperty("version")
        VERSION,
        @JsonProperty("refused-version")
        REFUSED_VERSION,
        /** Attempts of a run that another attempt of the same run has ended. */
        @JsonProperty("lost-attempts")
        LOST_ATTEMPTS,
        /** A run without a challenger. */
        @JsonProperty("abandoned-run")
        ABANDONED_RUN
    }

    public Amount amount() {
        return attempts.values().stream().reduce(Amount.NONE, Amount::plus);
    }
}
