package dev.graft.learning.train;

import ai.djl.ndarray.NDManager;
import dev.graft.learning.backbone.BertEncoder;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.loss.Loss;
import dev.graft.learning.loss.OutputWeights;
import dev.graft.learning.loss.Truth;
import dev.graft.learning.model.ClassifierFolder;
import dev.graft.learning.model.Head;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.TransferStrategy.FineTune;
import dev.graft.learning.strategy.ValidationMetric;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import dev.graft.learning.text.LengthBatches;
import dev.graft.learning.text.TextRows;
import dev.graft.learning.text.TextTokenizer;
import dev.graft.learning.text.Tokens;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What all phases of a run share: weights on the device, tokenised rows, caches; closing it frees them. */
final class TrainingSession implements AutoCloseable {

    private static final int PREPARE_BATCH = 32;

    /** Work units of a row through the frozen layers, and through the head alone. */
    private static final double PREPARE_UNITS = 0.3;

    private static final double PROBE_UNITS = 0.003;

    final TrainingJob job;
    final StopSignal stop;
    final ClassifierFolder start;
    final List<Phase> phases;
    final Truth truth;
    final NumberScale scale;
    final Loss loss;
    final int trainRows;
    final NDManager manager;
    final Parameters weights;
    final Head head;
    final ProgressMeter meter;
    private final BackboneRows<?> backboneRows;
    private final boolean caches;
    private RowFeatures encoderRows;

    TrainingSession(TrainingJob job, StopSignal stop) throws IOException {
        this.job = job;
        this.stop = stop;
        this.start = HeadSurgery.operate(job);
        this.trainRows = job.data().train().size();
        this.scale = NumberScale.of(job.data().truth(), trainRows);
        this.truth = scale.standardised(job.data().truth());
        this.loss = loss();
        List<Tokens> tokens = tokenise();
        this.manager = TorchRuntime.newManager(job.device());
        this.weights = new Parameters(manager, firstWeights());
        this.head = new Head(weights);
        boolean tunes = job.strategy() instanceof FineTune;
        BertEncoder encoder = new BertEncoder(start.config().encoder(), weights);
        this.phases = Phase.of(job.strategy(), encoder);
        int frozen = Phase.frozenStages(job.strategy(), encoder);
        TextRows rows = new TextRows(tokens, encoder.config().padTokenId());
        this.backboneRows = new BackboneRows<>(encoder, rows, frozen);
        this.caches = tunes && frozen > 0 && FrozenRows.bytes(manager, backboneRows) <= job.cacheBytes();
        this.meter = new ProgressMeter(job.clock(), totalUnits());
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
        if (phase.name() == PhaseName.PROBE) {
            return PooledRows.of(owner, encoderRows, prepareBatches(), rows -> prepared(rows, progress));
        }
        return encoderRows;
    }

    /** Work units of one training row in a phase. */
    static double units(Phase phase) {
        return phase.name() == PhaseName.PROBE ? PROBE_UNITS : 1;
    }

    /** Work units of the epochs up to {@code epochs}, and of the preparation. */
    double unitsUpTo(int epochs) {
        double units = 0;
        int left = epochs;
        for (Phase phase : phases) {
            int counted = Math.min(left, phase.epochs());
            units += (double) counted * phase.passes() * trainRows * units(phase);
            left -= counted;
        }
        return units;
    }

    int plannedEpochs() {
        return job.strategy().plannedEpochs();
    }

    @Override
    public void close() {
        manager.close();
    }

    /** Counts what an earlier attempt did as done: its epochs, and the tables that no later epoch needs. */
    void skip(int epochs) {
        boolean probeGoesOn = epochs < phases.get(0).epochs();
        double tables = probes() && !probeGoesOn ? 1 : 0;
        meter.skip(unitsUpTo(epochs) + tables * PREPARE_UNITS * truth.rows());
    }

    private double totalUnits() {
        int tables = (caches ? 1 : 0) + (probes() ? 1 : 0);
        return unitsUpTo(plannedEpochs()) + tables * PREPARE_UNITS * truth.rows();
    }

    private boolean probes() {
        return phases.get(0).name() == PhaseName.PROBE;
    }

    private List<int[]> prepareBatches() {
        return LengthBatches.sorted(0, truth.rows(), PREPARE_BATCH, backboneRows::length);
    }

    private void prepared(int rows, Consumer<PhaseName> progress) {
        StopRequested.check(stop);
        meter.add(PREPARE_UNITS * rows);
        progress.accept(PhaseName.PREPARE);
    }

    private Loss loss() {
        HyperParameters hyper = job.strategy().hyperParameters();
        if (truth.kind() == HeadKind.NUMBERS && hyper.metric() != ValidationMetric.LOSS) {
            throw new IllegalArgumentException("early stopping can watch only the loss of numbers: set metric to LOSS");
        }
        double[] weights = OutputWeights.of(truth, trainRows, start.config().labels(), hyper.loss());
        return Loss.of(truth, weights, hyper.labelSmoothing(), hyper.loss());
    }

    private SortedMap<String, HostTensor> firstWeights() {
        SortedMap<String, HostTensor> first = new TreeMap<>(start.weights());
        if (truth.kind() == HeadKind.NUMBERS) {
            scale.standardiseHead(first);
        }
        return first;
    }

    private List<Tokens> tokenise() throws IOException {
        try (TextTokenizer tokenizer =
                new TextTokenizer(start.tokenizer(), start.config().maxLength())) {
            return tokenizer.encode(job.data().inputs());
        }
    }
}
