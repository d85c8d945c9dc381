package dev.graft.trainer.plan;

import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.SnapshotFeatures;
import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.task.Task;
import dev.graft.learning.device.Environment;
import dev.graft.learning.strategy.Advice;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.train.LabelledText;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.ObjectStore;
import dev.graft.trainer.check.BackboneCheckReport;
import dev.graft.trainer.check.CheckStopped;
import dev.graft.trainer.check.CheckWatch;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The plans of runs, each pinned by whoever is first. */
public final class Plans {
    private static final String JSON = "application/json";

    private final ObjectStore store;
    private final ChampionSource champions;
    private final ChooseBackbone backbones;
    private final Supplier<Machine> machine;
    private final UnaryOperator<String> backboneHash;
    private final Clock clock;

    /**
     * Where runs are trained.
     *
     * @param device {@code cpu} or {@code gpu:N}
     */
    public record Machine(String device, Environment environment) {}

    /** @param backboneHash SHA-256 of a backbone by its name */
    public Plans(
            ObjectStore store,
            ChampionSource champions,
            ChooseBackbone backbones,
            Supplier<Machine> machine,
            UnaryOperator<String> backboneHash,
            Clock clock) {
        this.store = store;
        this.champions = champions;
        this.backbones = backbones;
        this.machine = machine;
        this.backboneHash = backboneHash;
        this.clock = clock;
    }

    public Optional<RunPlan> find(String runId) {
        return store.find(StoreLayout.runPlan(runId)).map(object -> Json.read(object.content(), RunPlan.class));
    }

    /**
     * The run's plan: the one that lies there, or a new one with what is live now, for which backbones are checked.
     *
     * @param rows all rows for training that the snapshot has
     * @param isNew whether nobody can have pinned one yet, which saves a look
     * @throws CheckStopped when the run may not go on
     */
    public RunPlan pin(RunRequest request, List<DatasetRow> rows, boolean isNew, CheckWatch watch) {
        Optional<RunPlan> pinned = isNew ? Optional.empty() : find(request.runId());
        if (pinned.isPresent()) {
            return pinned.get();
        }
        RunPlan plan = draw(request, rows, watch);
        return store.createIfAbsent(StoreLayout.runPlan(request.runId()), Json.bytes(plan), JSON)
                ? plan
                : find(request.runId()).orElseThrow();
    }

    private RunPlan draw(RunRequest request, List<DatasetRow> rows, CheckWatch watch) {
        SnapshotManifest snapshot = request.snapshot();
        Optional<LiveChampion> champion = WarmStart.choose(snapshot.task(), request.backbones(), champions);
        BackboneCheckReport check = backbones.choose(request, champion, texts(snapshot.task(), rows), watch);
        Advice advice = Objects.requireNonNull(request.strategies().get(check.backbone()));
        TransferStrategy strategy = advice.strategy();
        Optional<Replay> replay = champion.map(live -> Replay.of(live, rows, strategy));
        List<DatasetRow> learnt = replay.map(some -> some.learnt(champion.orElseThrow(), rows, strategy, request.seed())
                        .train())
                .orElse(rows);
        Machine here = machine.get();
        return new RunPlan(
                request.runId(),
                request.task(),
                snapshot.task().requireVersion(),
                snapshot.snapshotId(),
                request.reference(),
                snapshot.rows(),
                check.backbone(),
                check,
                strategy,
                request.seed(),
                request.codeVersion(),
                champion.map(LiveChampion::version).orElse(null),
                here.device(),
                here.environment(),
                clock.instant(),
                hashes(snapshot, strategy.backbonesBeside(check.backbone())),
                replay.orElse(null),
                ClassWeights.of(snapshot.task().labels(), learnt, strategy.hyperParameters()),
                advice.reasons(),
                DataLicence.of(snapshot));
    }

    private static List<LabelledText> texts(Task task, List<DatasetRow> rows) {
        if (!task.ofTexts()) {
            return List.of();
        }
        return RowTexts.of(rows);
    }

    private SortedMap<String, String> hashes(SnapshotManifest snapshot, List<String> names) {
        SortedMap<String, String> hashes = new TreeMap<>();
        SnapshotFeatures features = snapshot.features();
        names.forEach(name -> hashes.put(
                name,
                features == null || features.fitted() == null
                        ? backboneHash.apply(name)
                        : features.fitted().sha256()));
        return hashes;
    }
}
