package dev.graft.learning.train;

import dev.graft.learning.model.ClassifierFolder;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.model.ModelCard;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How far a run is: its epochs, its best weights, and what a checkpoint holds of both. */
final class RunState {

    private final TrainingSession session;
    private final String fingerprint;
    private final List<String> changing;
    private final Parameters best;
    private final EarlyStopping stopping;
    private final List<EpochReport> history = new ArrayList<>();
    private @Nullable Checkpoint resumed;

    RunState(TrainingSession session, @Nullable Checkpoint checkpoint) {
        this.session = session;
        this.fingerprint = session.job.fingerprint();
        this.changing = session.phases.get(session.phases.size() - 1).trainable();
        this.stopping = new EarlyStopping(session.job.strategy().hyperParameters());
        this.best = new Parameters(session.manager, Map.of());
        this.resumed = checkpoint;
        if (checkpoint != null) {
            restore(checkpoint);
        } else {
            best.copyFrom(session.weights, changing);
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
    EpochReport record(FineTuning.Pace pace, double trainLoss, Validation validation, double learningRate) {
        boolean improved = stopping.observe(validation);
        if (improved) {
            best.copyFrom(session.weights, changing);
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
            best.views(changed).forEach((name, tensor) -> tensors.put("best." + name, tensor));
        }
        if (optimiser != null) {
            tensors.putAll(optimiser.moments());
        }
        int steps = optimiser == null ? 0 : optimiser.steps();
        store.save(new Checkpoint(
                new Checkpoint.State(Checkpoint.FORMAT, fingerprint, epochsDone(), steps, history), tensors));
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
        SortedMap<String, HostTensor> weights = new TreeMap<>(session.start.weights());
        weights.putAll(best.views(changing));
        if (session.truth.kind() == HeadKind.NUMBERS) {
            session.scale.restoreHead(weights);
        }
        TrainingJob job = session.job;
        ModelCard card = job.card()
                .completed(metrics(chosen), "Strategy: `" + job.strategy().toJson() + "`, seed " + job.seed());
        new ClassifierFolder(session.start.config(), weights, session.start.tokenizer()).write(job.output(), card);
        boolean early = epochsDone() < session.plannedEpochs();
        return new TrainingOutcome.Completed(chosen, early, history(), job.output());
    }

    private Map<String, Double> metrics(EpochReport chosen) {
        return session.truth.kind() == HeadKind.NUMBERS
                ? Map.of("loss", chosen.validationLoss())
                : Map.of(
                        "accuracy", chosen.validationAccuracy(),
                        "f1", chosen.validationMacroF1(),
                        "loss", chosen.validationLoss());
    }

    /** The weights that some phase up to now has trained; the others are still those of the starting point. */
    private List<String> changedSoFar() {
        int before = 0;
        List<String> changed = List.of();
        for (Phase phase : session.phases) {
            if (epochsDone() > before) {
                changed = phase.trainable();
            }
            before += phase.epochs();
        }
        return changed;
    }

    private void restore(Checkpoint checkpoint) {
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
            session.weights.put(name, CheckpointMismatch.required(current, name));
        }
        best.copyFrom(session.weights, changing);
        checkpoint.part("best.").forEach(best::put);
        session.skip(epochsDone());
    }
}
