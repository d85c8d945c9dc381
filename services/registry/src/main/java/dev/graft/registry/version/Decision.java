package dev.graft.registry.version;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.graft.contracts.event.ObjectRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a version's challenge. It is final: what happens to the version later stands in the history.
 *
 * @param attempt the evaluation that decided
 * @param summary the verdict in one sentence, or the person's reason
 * @param sequence the move that made the version live; null: it was refused
 */
public record Decision(
        Outcome outcome,
        int version,
        String runId,
        int attempt,
        ObjectRef evaluation,
        String summary,
        @Nullable Long sequence,
        Instant at) {

    /** How a challenge can end. */
    public enum Outcome {
        @JsonProperty("promoted")
        PROMOTED,
        @JsonProperty("refused")
        REFUSED
    }
}
