package dev.graft.learning.train;

import dev.graft.learning.model.HeadKind;
import dev.graft.learning.tensor.HostTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How far a run is: its epochs, its best weights, and what a checkpoint holds of both. */
final class RunState implements AutoCloseable {

    private final TrainingSession session;
    private final int threads;
    private final String fingerprint;
    private final List<String> changing;
    private final BestWeights best;
    private final EarlyStopping stopping;
    private final List<EpochReport> history = new ArrayList<>();
    private @Nullable Checkpoint resumed;

    /** @param threads that compute the run */
    RunState(TrainingSession session, int threads, @Nullable Checkpoint checkpoint) throws IOException {
        this.session = session;
        this.threads = threads;
        this.fingerprint = session.task.fingerprint();
        this.changing = trainable(session.phases);
        this.stopping = new EarlyStopping(session.settings.strategy());
        this.best = new BestWeights(Path.of(System.getProperty("java.io.tmpdir")));
        this.resumed = checkpoint;
        if (checkpoint != null) {
            restore(checkpoint);
        }
    }

    int epochsDone() {
        return history.size();
    }

    boolean exhausted() {
        return stopping.exhausted();
    }

    /** Of the epochs behind the first {@code before}, whether each was the best so far. */
    List<Boolean> improvedSince(int before) {
        return history.stream().skip(before).map(EpochReport::improved).toList();
    }

    List<EpochReport> history() {
        return List.copyOf(history);
    }

    /** Takes in an epoch; keeps its weights where it is the best so far. */
    EpochReport record(FineTuning.Pace pace, double trainLoss, Validation validation, double learningRate)
            throws IOException {
        boolean improved = stopping.observe(validation);
        if (improved) {
            best.keep(session.weights.views(changing));
        }
        EpochReport report = new EpochReport(
                pace.phase.name(),
                epochsDone() + 1,
                session.plannedEpochs(),
                trainLoss,
                validation.loss(),
                validation.accuracy(),
                validation.macroF1(),
                learningRate,
                pace.rate,
                session.meter.percent(),
                session.meter.secondsLeft(),
                improved,
                stopping.bestEpoch());
        history.add(report);
        return report;
    }

    /** Saves a checkpoint; with no optimiser, the next epoch begins a phase. */
    void save(CheckpointStore store, @Nullable AdamW optimiser) throws IOException {
        SortedMap<String, HostTensor> tensors = new TreeMap<>();
        List<String> changed = changedSoFar();
        session.weights.views(changed).forEach((name, tensor) -> tensors.put("current." + name, tensor));
        if (stopping.bestEpoch() != epochsDone()) {
            SortedMap<String, HostTensor> kept = best.read();
            kept.keySet().retainAll(changed);
            kept.forEach((name, tensor) -> tensors.put("best." + name, tensor));
        }
        if (optimiser != null) {
            tensors.putAll(optimiser.moments());
        }
        int steps = optimiser == null ? 0 : optimiser.steps();
        store.save(new Checkpoint(
                new Checkpoint.State(
                        Checkpoint.FORMAT,
                        fingerprint,
                        epochsDone(),
                        steps,
                        history,
                        session.memory.lowered(),
                        threads,
                        session.frozen.cacheable() ? session.frozen.cached() : null),
                tensors));
    }

    /** Hands a checkpoint's moments to the optimiser of the phase that it interrupted. */
    void restoreMoments(AdamW optimiser) {
        if (resumed != null && resumed.state().optimiserSteps() > 0) {
            optimiser.restore(resumed);
        }
        resumed = null;
    }

    /** Writes the model with the best weights. */
    TrainingOutcome.Completed finish() throws IOException {
        EpochReport chosen = history.get(stopping.bestEpoch() - 1);
        RunSettings settings = session.settings;
        session.task
                .writer()
                .write(
                        session.modelWeights(best.read()),
                        metrics(chosen),
                        "Strategy: `" + settings.strategy().toJson() + "`, seed " + settings.seed());
        boolean early = epochsDone() < session.plannedEpochs();
        return new TrainingOutcome.Completed(chosen, early, history(), settings.output());
    }

    private SortedMap<String, Double> metrics(EpochReport chosen) {
        Map<String, Double> metrics = session.truth.kind() == HeadKind.NUMBERS
                ? Map.of("loss", chosen.validationLoss())
                : Map.of(
                        "accuracy", chosen.validationAccuracy(),
                        "f1", chosen.validationMacroF1(),
                        "loss", chosen.validationLoss());
        return new TreeMap<>(metrics);
    }

    @Override
    public void close() throws IOException {
        best.close();
    }

    /** The weights that some phase up to now has trained; the others are still those of the starting point. */
    private List<String> changedSoFar() {
        int before = 0;
        List<Phase> begun = new ArrayList<>();
        for (Phase phase : session.phases) {
            if (epochsDone() > before) {
                begun.add(phase);
            }
            before += phase.epochs();
        }
        return trainable(begun);
    }

    private static List<String> trainable(List<Phase> phases) {
        return phases.stream()
                .flatMap(phase -> phase.trainable().stream())
                .distinct()
                .toList();
    }

    private void restore(Checkpoint checkpoint) throws IOException {
        if (!checkpoint.state().fingerprint().equals(fingerprint)) {
            throw new CheckpointMismatch("the checkpoint belongs to other data, another strategy or another seed");
        }
        for (EpochReport report : checkpoint.state().history()) {
            history.add(report);
            stopping.observe(
                    new Validation(report.validationLoss(), report.validationAccuracy(), report.validationMacroF1()));
        }
        SortedMap<String, HostTensor> current = checkpoint.part("current.");
        for (String name : changedSoFar()) {
            HostTensor tensor = CheckpointMismatch.required(current, name);
            if (!tensor.shape().equals(session.weights.get(name).getShape())) {
                throw new CheckpointMismatch("the checkpoint's tensor " + name + " is " + tensor.shape() + ", not "
                        + session.weights.get(name).getShape());
            }
            session.weights.put(name, tensor);
        }
        SortedMap<String, HostTensor> kept = session.weights.views(changing);
        kept.putAll(checkpoint.part("best."));
        best.keep(kept);
        if (checkpoint.state().rowsAtOnce() > 0) {
            session.memory.lowerTo(checkpoint.state().rowsAtOnce());
        }
        if (checkpoint.state().cachesFrozen() != null) {
            session.goOnAs(checkpoint.state().cachesFrozen());
        }
        session.meter.skip(session.work.done(epochsDone()));
    }
}
