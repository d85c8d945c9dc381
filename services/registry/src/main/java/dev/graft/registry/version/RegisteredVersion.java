package dev.graft.registry.version;

import dev.graft.contracts.document.ModelVersion;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.Scores;
import java.time.Instant;

/**
 * What the registry keeps in mind of a {@link ModelVersion}, without its files.
 *
 * @param number 1, 2, …
 * @param attempt the evaluation that it was registered with
 * @param verdict what the gate said in that evaluation
 * @param summary the verdict in one sentence
 * @param model URI of the folder with its files
 * @param scores of the version in that evaluation
 */
public record RegisteredVersion(
        int number,
        Instant createdAt,
        String runId,
        String snapshotId,
        int taskVersion,
        int attempt,
        ModelEvaluated.Decision verdict,
        String summary,
        String model,
        Scores scores) {

    static RegisteredVersion of(ModelVersion version) {
        ModelEvaluated evaluated = version.evaluation();
        return new RegisteredVersion(
                version.version(),
                version.createdAt(),
                evaluated.runId(),
                evaluated.run().snapshotId(),
                evaluated.run().taskVersion(),
                evaluated.attempt(),
                evaluated.decision(),
                evaluated.summary(),
                evaluated.run().model().uri(),
                evaluated.challenger());
    }
}
