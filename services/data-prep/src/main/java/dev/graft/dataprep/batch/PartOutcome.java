package dev.graft.dataprep.batch;

import dev.graft.contracts.event.ObjectRef;
import dev.graft.dataprep.batch.BatchRefused.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a part.
 *
 * @param rows as {@link PartFile} holds them; null: the part could not be read
 * @param cleaned rows that each cleaning step changed
 * @param refusal why the part could not be read; null: it was
 */
record PartOutcome(
        @Nullable ObjectRef rows,
        Map<String, Long> cleaned,
        @Nullable Refusal refusal) {
    PartOutcome {
        cleaned = Map.copyOf(cleaned);
    }
}
