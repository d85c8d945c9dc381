package dev.graft.learning.train;

import ai.djl.ndarray.NDManager;
import dev.graft.learning.backbone.Backbone;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.loss.Loss;
import dev.graft.learning.loss.OutputWeights;
import dev.graft.learning.loss.Truth;
import dev.graft.learning.model.Head;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.TransferStrategy.LowRank;
import dev.graft.learning.strategy.ValidationMetric;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import dev.graft.learning.text.LengthBatches;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What all phases of a run share: weights on the device, rows, caches; closing it frees them. */
final class TrainingSession implements AutoCloseable {

    private static final int PREPARE_BATCH = 32;

    /** Work units of a row through the frozen layers, and through the head alone. */
    private static final double PREPARE_UNITS = 0.3;

    private static final double PROBE_UNITS = 0.003;

    final LearningTask<?> task;
    final RunSettings settings;
    final HyperParameters hyper;
    final StopSignal stop;
    final MemoryGuard memory;
    final List<Phase> phases;
    final Truth truth;
    final Loss loss;
    final NDManager manager;
    final Parameters weights;
    final Head head;
    final ProgressMeter meter;
    private final NumberScale scale;
    private final BackboneRows<?> backboneRows;
    private final @Nullable Adapters adapters;
    private final boolean caches;
    private RowFeatures encoderRows;

    TrainingSession(LearningTask<?> task, RunSettings settings, StopSignal stop, TrainingListener listener) {
        this.task = task;
        this.settings = settings;
        this.hyper = settings.strategy().hyperParameters();
        this.stop = stop;
        int wished = hyper.microBatchSize();
        this.memory = new MemoryGuard(wished == 0 ? Integer.MAX_VALUE : wished, listener::onMemoryExhausted);
        this.scale = NumberScale.of(task.truth(), task.split().train());
        this.truth = scale.standardised(task.truth());
        this.loss = loss();
        this.manager = TorchRuntime.newManager(settings.device());
        this.weights = new Parameters(manager, firstWeights());
        this.head = new Head(weights);
        this.backboneRows = backboneRows(task);
        this.phases = Phase.of(settings.strategy(), backboneRows.backbone());
        this.adapters = adapters(backboneRows);
        int frozen = backboneRows.frozen();
        this.caches = frozen > 0
                && frozen < backboneRows.backbone().stages()
                && backboneRows.inputs().fixed()
                && FrozenRows.bytes(manager, backboneRows) <= settings.cacheBytes();
        this.meter = new ProgressMeter(settings.clock(), totalUnits());
        this.encoderRows = backboneRows;
    }

    /**
     * The features that a phase reads, cached as far as nothing learns; caches for this phase alone belong to
     * {@code owner}.
     */
    RowFeatures features(Phase phase, NDManager owner, Consumer<PhaseName> progress) {
        if (caches && encoderRows instanceof BackboneRows) {
            encoderRows = FrozenRows.of(manager, backboneRows, prepareBatches(), rows -> prepared(rows, progress));
        }
        if (tabulates(phase)) {
            return PooledRows.of(owner, encoderRows, prepareBatches(), rows -> prepared(rows, progress));
        }
        return adapters == null ? encoderRows : adapters.adapted(encoderRows);
    }

    /** The class of each row; {@link IllegalArgumentException} where the answers are something else. */
    int[] classes() {
        if (truth instanceof Truth.Classes answers) {
            return answers.classes();
        }
        throw new IllegalArgumentException("few-shot learning needs one class a row");
    }

    /** Work units of one training row in a phase. */
    double units(Phase phase) {
        return tabulates(phase) ? PROBE_UNITS : 1;
    }

    /** Work units of the epochs up to {@code epochs}, and of the preparation. */
    double unitsUpTo(int epochs) {
        double units = 0;
        int left = epochs;
        for (Phase phase : phases) {
            int counted = Math.min(left, phase.epochs());
            units += (double) counted * phase.passes() * rowsPerPass() * units(phase);
            left -= counted;
        }
        return units;
    }

    /** Training rows and the earlier ones that a pass replays. */
    int rowsPerPass() {
        return task.split().train() + replayed();
    }

    /** Earlier rows in each pass. */
    int replayed() {
        long wished = Math.round(hyper.replayShare() * task.split().train());
        return (int) Math.min(wished, task.split().earlier());
    }

    int plannedEpochs() {
        return settings.strategy().plannedEpochs();
    }

    /** The weights of a model that has learnt {@code learnt}, with numbers in their own unit. */
    SortedMap<String, HostTensor> modelWeights(SortedMap<String, HostTensor> learnt) {
        SortedMap<String, HostTensor> all = firstWeights();
        all.putAll(learnt);
        if (adapters != null) {
            adapters.merge(all);
        }
        if (truth.kind() == HeadKind.NUMBERS) {
            scale.restoreHead(all);
        }
        return all;
    }

    @Override
    public void close() {
        manager.close();
    }

    /** Counts what an earlier attempt did as done: its epochs, and the tables that no later epoch needs. */
    void skip(int epochs) {
        int done = 0;
        int tables = 0;
        for (Phase phase : phases) {
            done += phase.epochs();
            tables += tabulates(phase) && epochs >= done ? 1 : 0;
        }
        meter.skip(unitsUpTo(epochs) + tables * PREPARE_UNITS * truth.rows());
    }

    private double totalUnits() {
        long tables = (caches ? 1 : 0) + phases.stream().filter(this::tabulates).count();
        return unitsUpTo(plannedEpochs()) + tables * PREPARE_UNITS * truth.rows();
    }

    /** Whether a phase reads features that are computed once. */
    private boolean tabulates(Phase phase) {
        return phase.name() == PhaseName.PROBE && backboneRows.inputs().fixed();
    }

    private List<int[]> prepareBatches() {
        return LengthBatches.sorted(0, truth.rows(), PREPARE_BATCH, backboneRows::length);
    }

    private void prepared(int rows, Consumer<PhaseName> progress) {
        StopRequested.check(stop);
        meter.add(PREPARE_UNITS * rows);
        progress.accept(PhaseName.PREPARE);
    }

    private <B> BackboneRows<B> backboneRows(LearningTask<B> of) {
        Backbone<B> backbone = of.network().apply(weights);
        return new BackboneRows<>(backbone, of.rows(), Phase.frozenStages(settings.strategy(), backbone));
    }

    private @Nullable Adapters adapters(BackboneRows<?> rows) {
        if (!(settings.strategy() instanceof LowRank lowRank)) {
            return null;
        }
        List<String> targets = IntStream.range(0, rows.backbone().stages())
                .mapToObj(stage -> Phase.targets(lowRank, rows.backbone(), stage))
                .flatMap(List::stream)
                .toList();
        return new Adapters(weights, targets, lowRank, new Seeds(settings.seed()).adapters());
    }

    private Loss loss() {
        if (truth.kind() == HeadKind.NUMBERS && hyper.metric() != ValidationMetric.LOSS) {
            throw new IllegalArgumentException("early stopping can watch only the loss of numbers: set metric to LOSS");
        }
        double[] outputWeights = OutputWeights.of(truth, task.split().train(), task.labels(), hyper.loss());
        return Loss.of(truth, outputWeights, hyper.labelSmoothing(), hyper.loss());
    }

    private SortedMap<String, HostTensor> firstWeights() {
        SortedMap<String, HostTensor> first = new TreeMap<>(task.weights());
        if (truth.kind() == HeadKind.NUMBERS) {
            scale.standardiseHead(first);
        }
        return first;
    }
}
