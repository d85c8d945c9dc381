package dev.graft.learning.train;

import ai.djl.ndarray.NDManager;
import dev.graft.learning.backbone.Backbone;
import dev.graft.learning.backbone.TracedBackbone;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.loss.Loss;
import dev.graft.learning.loss.OutputWeights;
import dev.graft.learning.loss.Truth;
import dev.graft.learning.model.Head;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.Sampling;
import dev.graft.learning.strategy.TransferStrategy.Distillation;
import dev.graft.learning.strategy.TransferStrategy.DomainAdaptation;
import dev.graft.learning.strategy.TransferStrategy.LowRank;
import dev.graft.learning.strategy.ValidationMetric;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What all phases of a run share: weights on the device, rows, caches; closing it frees them. */
final class TrainingSession implements AutoCloseable {

    final LearningTask<?> task;
    final RunSettings settings;
    final HyperParameters hyper;
    final StopSignal stop;
    final MemoryGuard memory;
    final List<Phase> phases;
    final PassRows passes;
    final Truth truth;
    final Loss loss;
    final NDManager manager;
    final Parameters weights;
    final Head head;
    final WorkPlan work;
    final ProgressMeter meter;
    final FrozenOutput<?> frozen;
    final Consumer<String> notices;
    final @Nullable TargetDomain target;
    private final NumberScale scale;
    private final HeadTables tables;
    private final @Nullable Adapters adapters;
    private final @Nullable ImitatedRows<?> imitated;

    TrainingSession(LearningTask<?> task, RunSettings settings, StopSignal stop, TrainingListener listener) {
        this.task = task;
        this.settings = settings;
        this.hyper = settings.strategy().hyperParameters();
        checkAugmentation(task);
        this.stop = stop;
        this.notices = listener::onNotice;
        int wished = hyper.microBatchSize();
        this.memory = new MemoryGuard(wished == 0 ? Integer.MAX_VALUE : wished, listener::onMemoryExhausted);
        this.scale = NumberScale.of(task.truth(), task.split().train());
        this.passes = PassRows.of(task.split(), task.truth(), hyper);
        this.truth = passes.answers(scale.standardised(task.truth()));
        this.loss = loss();
        this.manager = TorchRuntime.newManager(settings.device());
        this.weights = new Parameters(manager, firstWeights());
        this.head = new Head(weights);
        BackboneRows<?> backboneRows = backboneRows(task);
        this.tables = new HeadTables(task.split(), task.rows(), passes, new Seeds(settings.seed()));
        this.phases = Phases.of(settings.strategy(), backboneRows.backbone());
        this.adapters = adapters(backboneRows);
        this.imitated = imitated(task);
        this.target = settings.strategy() instanceof DomainAdaptation adaptation
                ? new TargetDomain(weights, adaptation, task.split(), new Seeds(settings.seed()))
                : null;
        this.frozen = new FrozenOutput<>(manager, backboneRows, settings.cache(), notices);
        checkSampling();
        this.work = new WorkPlan(
                phases,
                tables::serve,
                passes.size(),
                frozen.cached() ? task.split().rows() : 0,
                tables.rows());
        this.meter = new ProgressMeter(settings.clock(), work.total());
    }

    /**
     * The features that a phase reads, cached as far as nothing learns; caches for this phase alone belong to
     * {@code owner}.
     */
    RowFeatures features(Phase phase, NDManager owner, Consumer<PhaseName> progress) {
        if (imitated != null) {
            return imitated;
        }
        RowFeatures encoderRows = frozen.features(tables.batches(), rows -> prepared(rows, progress));
        if (tables.serve(phase)) {
            return tables.of(phase, encoderRows, owner, rows -> prepared(rows, progress));
        }
        return adapters == null ? encoderRows : adapters.adapted(encoderRows);
    }

    /** Goes on as the attempt before, which did or did not cache the frozen stages' output. */
    void goOnAs(boolean cachesFrozen) {
        boolean planned = frozen.cached();
        frozen.goOnAs(cachesFrozen);
        if (planned && !frozen.cached()) {
            meter.skip(WorkPlan.PREPARE_UNITS * task.split().rows());
        }
    }

    /** The class of each row; {@link IllegalArgumentException} where the answers are something else. */
    int[] classes() {
        if (truth instanceof Truth.Classes answers) {
            return answers.classes();
        }
        throw new IllegalArgumentException("few-shot learning needs one class a row");
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
        DomainClassifier.removeFrom(all);
        if (truth.kind() == HeadKind.NUMBERS) {
            scale.restoreHead(all);
        }
        return all;
    }

    @Override
    public void close() throws IOException {
        try (manager) {
            frozen.close();
        }
    }

    private void checkAugmentation(LearningTask<?> of) {
        if (!hyper.augmentation().changesNothing() && of.rows().fixed()) {
            throw new IllegalArgumentException("the strategy augments texts, which this task does not have");
        }
    }

    private void checkSampling() {
        if (hyper.sampling() == Sampling.SMOTE && !phases.stream().allMatch(tables::serve)) {
            throw new IllegalArgumentException(
                    "SMOTE needs features that are computed once, and these rows are augmented anew in each pass");
        }
    }

    private void prepared(int rows, Consumer<PhaseName> progress) {
        StopRequested.check(stop);
        meter.add(WorkPlan.PREPARE_UNITS * rows);
        progress.accept(PhaseName.PREPARE);
    }

    private <B> BackboneRows<B> backboneRows(LearningTask<B> of) {
        Backbone<B> backbone = of.network().apply(weights);
        return new BackboneRows<>(backbone, of.rows(), Phases.frozenStages(settings.strategy(), backbone));
    }

    private <B> @Nullable ImitatedRows<B> imitated(LearningTask<B> of) {
        if (!(settings.strategy() instanceof Distillation distillation)) {
            return null;
        }
        Teacher<B> teacher = of.teacher();
        if (teacher == null || !(of.network().apply(weights) instanceof TracedBackbone<B> student)) {
            throw new IllegalArgumentException("only what learns from texts can be distilled");
        }
        Parameters shown = new Parameters(manager, teacher.weights());
        return new ImitatedRows<>(
                new BackboneRows<>(student, of.rows(), 0),
                student,
                head,
                teacher.network().apply(shown),
                new Head(shown),
                teacher.layers(),
                distillation,
                loss);
    }

    private @Nullable Adapters adapters(BackboneRows<?> rows) {
        if (!(settings.strategy() instanceof LowRank lowRank)) {
            return null;
        }
        List<String> targets = IntStream.range(0, rows.backbone().stages())
                .mapToObj(stage -> Phases.targets(lowRank, rows.backbone(), stage))
                .flatMap(List::stream)
                .toList();
        return new Adapters(weights, targets, lowRank, new Seeds(settings.seed()).adapters());
    }

    private Loss loss() {
        if (truth.kind() == HeadKind.NUMBERS && hyper.metric() != ValidationMetric.LOSS) {
            throw new IllegalArgumentException("early stopping can watch only the loss of numbers: set metric to LOSS");
        }
        double[] outputWeights = OutputWeights.of(truth, task.split().train(), task.labels(), hyper);
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
