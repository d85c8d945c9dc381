package dev.graft.registry.history;

import dev.graft.contracts.event.ObjectRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One move of an alias from a version to another.
 *
 * @param sequence its place in the model's history, 1, 2, … without gaps
 * @param version where the alias points since; 0: nowhere, it was deleted
 * @param previousVersion where it pointed before; null: nowhere
 * @param runId the run that made {@code version}; null where no run of the mesh did, which no champion is
 * @param attempt which evaluation of that run
 * @param evaluation the evaluation that the move rests on; for a move on request, the one that the version has; null as
 *     {@code runId} is
 * @param explanation the verdict in one sentence, or the person's reason
 * @param requestedBy the service or the person
 * @param requestKey unique to the wish for this move, so that a repeat of the wish finds the move
 */
public record Move(
        long sequence,
        MoveKind kind,
        String alias,
        int version,
        @Nullable Integer previousVersion,
        @Nullable String runId,
        int attempt,
        @Nullable ObjectRef evaluation,
        String explanation,
        String requestedBy,
        String requestKey,
        Instant at) {}
