package dev.graft.trainer.plan;

import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.SplitCounts;
import dev.graft.contracts.task.Task;
import dev.graft.learning.strategy.Advice;
import dev.graft.learning.strategy.LabelBalance;
import dev.graft.platform.json.Hashes;
import dev.graft.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The step from a snapshot to the one run that belongs to it. */
public final class RequestRun {
    /** The seed of runs whose task names none. */
    public static final long DEFAULT_SEED = 42;

    private final Function<String, BackboneFacts> backbones;
    private final Supplier<SortedSet<String>> carried;
    private final String codeVersion;

    /**
     * @param backbones facts by a backbone's name; {@link IllegalArgumentException} on an unknown one
     * @param carried names of the backbones from which this trainer may choose
     * @param codeVersion of this service; another one may train another model from the same rows
     */
    public RequestRun(
            Function<String, BackboneFacts> backbones, Supplier<SortedSet<String>> carried, String codeVersion) {
        this.backbones = backbones;
        this.carried = carried;
        this.codeVersion = codeVersion;
    }

    public RunRequest of(SnapshotManifest snapshot, ObjectRef reference) {
        Task task = snapshot.task();
        long seed = Objects.requireNonNullElse(task.strategy().seed(), DEFAULT_SEED);
        try {
            SortedMap<String, Advice> strategies = strategies(snapshot);
            String runId = runId(snapshot, identity(task, strategies), seed);
            return new RunRequest(runId, snapshot, reference, strategies, null, seed, codeVersion);
        } catch (IllegalArgumentException e) {
            String declared = new String(Json.bytes(task.strategy()), StandardCharsets.UTF_8);
            String refusal =
                    e.getMessage() + ". Remedy: declare the task again with another strategy, or announce rows";
            String runId = runId(snapshot, "unusable " + declared, seed);
            return new RunRequest(runId, snapshot, reference, new TreeMap<>(), refusal, seed, codeVersion);
        }
    }

    private SortedMap<String, Advice> strategies(SnapshotManifest snapshot) {
        String backbone = snapshot.task().backbone();
        SortedMap<String, Advice> strategies = new TreeMap<>();
        if (!backbone.equals(Task.AUTO_BACKBONE)) {
            strategies.put(backbone, strategy(snapshot, backbone));
            return strategies;
        }
        if (!ResolveStrategy.fused(snapshot.task()).isEmpty()) {
            throw new IllegalArgumentException("a fusion needs a task that names its backbone, not '" + backbone + "'");
        }
        IllegalArgumentException refusal = new IllegalArgumentException("this trainer carries no backbone");
        for (String each : carried.get()) {
            try {
                strategies.put(each, strategy(snapshot, each));
            } catch (IllegalArgumentException e) {
                refusal = e;
            }
        }
        if (strategies.isEmpty()) {
            throw refusal;
        }
        return strategies;
    }

    private Advice strategy(SnapshotManifest snapshot, String backbone) {
        return ResolveStrategy.resolve(
                snapshot.task(),
                new ResolveStrategy.Rows(
                        snapshot.rows().train(), snapshot.unlabelledRows().train(), balance(snapshot)),
                facts(snapshot.task(), backbone));
    }

    /** That of the training rows, as far as the manifest tells it: it counts a label's rows over all splits. */
    private static LabelBalance balance(SnapshotManifest snapshot) {
        SplitCounts rows = snapshot.rows();
        double train = (double) rows.train() / Math.max(1, rows.total());
        return LabelBalance.of(snapshot.task().labels().stream()
                .map(label -> Math.round(train * snapshot.labelCounts().getOrDefault(label, 0L)))
                .toList());
    }

    /** Those of a backbone, with the shortest input of all that are fused with it. */
    private BackboneFacts facts(Task task, String backbone) {
        BackboneFacts own = backbones.apply(backbone);
        int maxLength = own.maxLength();
        for (String further : ResolveStrategy.fused(task)) {
            maxLength = Math.min(maxLength, backbones.apply(further).maxLength());
        }
        return new BackboneFacts(own.layers(), maxLength, own.modality());
    }

    /** What a run's id knows of its strategy. */
    private static String identity(Task task, SortedMap<String, Advice> strategies) {
        boolean open = task.backbone().equals(Task.AUTO_BACKBONE);
        return strategies.entrySet().stream()
                .map(each -> (open ? each.getKey() + " " : "")
                        + each.getValue().strategy().toJson())
                .collect(Collectors.joining("\n"));
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
