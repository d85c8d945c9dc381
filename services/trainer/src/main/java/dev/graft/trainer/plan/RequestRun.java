package dev.graft.trainer.plan;

import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.task.Task;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.platform.json.Hashes;
import dev.graft.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Function;

/** The step from a snapshot to the one run that belongs to it. */
public final class RequestRun {
    /** The seed of runs whose task names none. */
    public static final long DEFAULT_SEED = 42;

    private final Function<String, BackboneFacts> backbones;
    private final String codeVersion;

    /**
     * @param backbones facts by a backbone's name; {@link IllegalArgumentException} on an unknown one
     * @param codeVersion of this service; another one may train another model from the same rows
     */
    public RequestRun(Function<String, BackboneFacts> backbones, String codeVersion) {
        this.backbones = backbones;
        this.codeVersion = codeVersion;
    }

    public RunRequest of(SnapshotManifest snapshot, ObjectRef reference) {
        Task task = snapshot.task();
        long seed = Objects.requireNonNullElse(task.strategy().seed(), DEFAULT_SEED);
        try {
            TransferStrategy strategy =
                    ResolveStrategy.resolve(task, snapshot.rows().train(), facts(task));
            String runId = runId(snapshot, strategy.toJson(), seed);
            return new RunRequest(runId, snapshot, reference, strategy, null, seed, codeVersion);
        } catch (IllegalArgumentException e) {
            String declared = new String(Json.bytes(task.strategy()), StandardCharsets.UTF_8);
            String refusal =
                    e.getMessage() + ". Remedy: declare the task again with another strategy, or announce rows";
            String runId = runId(snapshot, "unusable " + declared, seed);
            return new RunRequest(runId, snapshot, reference, null, refusal, seed, codeVersion);
        }
    }

    /** Those of the task's backbone, with the shortest input of all that are fused with it. */
    private BackboneFacts facts(Task task) {
        BackboneFacts own = backbones.apply(task.backbone());
        int maxLength = own.maxLength();
        for (String further : ResolveStrategy.fused(task)) {
            maxLength = Math.min(maxLength, backbones.apply(further).maxLength());
        }
        return new BackboneFacts(own.layers(), maxLength);
    }

    private String runId(SnapshotManifest snapshot, String strategy, long seed) {
        return Hashes.id(
                snapshot.snapshotId(),
                Integer.toString(snapshot.task().requireVersion()),
                strategy,
                Long.toString(seed),
                codeVersion);
    }
}
