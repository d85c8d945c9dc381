package dev.graft.learning.train;

import ai.djl.ndarray.NDManager;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A training run, from its starting point or its last checkpoint to a model folder.
 *
 * <p>On the CPU, the same job gives the same bytes, whether it was interrupted or not, with the same number of threads. A
 * run that goes on from a checkpoint takes the number that made it. A run uses the engine's random numbers, so a JVM
 * should have one run at a time; inference beside it is fine.
 */
public final class FineTuning {

    private final TaskSource source;
    private final RunSettings settings;
    private final CheckpointStore checkpoints;
    private final TrainingListener listener;
    private final StopSignal stop;
    private int threads;

    /** A run on texts. */
    public FineTuning(TrainingJob job, CheckpointStore checkpoints, TrainingListener listener, StopSignal stop) {
        this(() -> TextTask.of(job), job.settings(), checkpoints, listener, stop);
    }

    /** A run on any task. */
    public FineTuning(
            LearningTask<?> task,
            RunSettings settings,
            CheckpointStore checkpoints,
            TrainingListener listener,
            StopSignal stop) {
        this(() -> OpenTask.of(task), settings, checkpoints, listener, stop);
    }

    private FineTuning(
            TaskSource source,
            RunSettings settings,
            CheckpointStore checkpoints,
            TrainingListener listener,
            StopSignal stop) {
        this.source = source;
        this.settings = settings;
        this.checkpoints = checkpoints;
        this.listener = listener;
        this.stop = stop;
    }

    /** Prepares the task when the run begins. */
    @FunctionalInterface
    private interface TaskSource {
        OpenTask open() throws IOException;
    }

    /**
     * Trains on the calling thread.
     *
     * @throws TrainingDiverged where the loss or a gradient is no number any more
     * @throws CheckpointMismatch where the latest checkpoint belongs to another job
     * @throws IOException where checkpoints or the model cannot be read or written
     * @throws java.io.UncheckedIOException where cached activations cannot be read any more
     */
    public TrainingOutcome run() throws IOException {
        Checkpoint checkpoint = checkpoints.latest().orElse(null);
        pinThreads(checkpoint);
        try {
            return run(checkpoint);
        } finally {
            TorchRuntime.pinThreads();
        }
    }

    /** Threads that computed the last {@link #run}, which {@code TorchRuntime.threads()} need not be after a resume. */
    public int threads() {
        return threads;
    }

    private void pinThreads(@Nullable Checkpoint checkpoint) {
        int here = TorchRuntime.threads();
        int before = checkpoint == null ? 0 : checkpoint.state().threads();
        threads = before == 0 ? here : before;
        if (threads != here) {
            listener.onNotice("The checkpoint was computed with " + before
                    + " threads, so the run goes on with as many," + " not with " + here + ": its bits depend on it.");
        }
        TorchRuntime.pinThreads(threads);
    }

    private TrainingOutcome run(@Nullable Checkpoint checkpoint) throws IOException {
        try (GradMode on = GradMode.on();
                OpenTask open = source.open();
                TrainingSession session = new TrainingSession(open.task(), settings, stop, listener);
                RunState state = new RunState(session, threads, checkpoint)) {
            listener.onStart(state.epochsDone(), session.plannedEpochs());
            try {
                int before = 0;
                for (Phase phase : session.phases) {
                    run(session, state, phase, before);
                    before += phase.epochs();
                }
            } catch (StopRequested e) {
                return new TrainingOutcome.Stopped(e.reason(), state.epochsDone(), state.history());
            }
            return state.finish();
        }
    }

    private void run(TrainingSession session, RunState state, Phase phase, int before) throws IOException {
        int last = before + phase.epochs();
        if (state.epochsDone() >= last || state.exhausted()) {
            return;
        }
        try (NDManager owner = session.manager.newSubManager()) {
            Pace pace = new Pace(session, phase);
            RowFeatures features = session.features(
                    phase, owner, name -> listener.onProgress(pace.progress(name, state.epochsDone())));
            try (PhaseTraining training = new PhaseTraining(session, phase, features, owner)) {
                state.restoreMoments(training.optimiser());
                while (state.epochsDone() < last && !state.exhausted()) {
                    runEpoch(state, training, pace, before, last);
                }
            }
        }
    }

    private void runEpoch(RunState state, PhaseTraining training, Pace pace, int before, int last) throws IOException {
        int index = state.epochsDone() - before;
        double loss = training.run(index, state.improvedSince(before), (rows, rate) -> {
            pace.rate = rate;
            listener.onProgress(pace.progress(pace.phase.name(), state.epochsDone()));
        });
        EpochReport report = state.record(pace, loss, training.validate(), training.lastRate());
        listener.onEpoch(report);
        boolean phaseGoesOn = state.epochsDone() < last && !state.exhausted();
        state.save(checkpoints, phaseGoesOn ? training.optimiser() : null);
    }

    /** The speed of a phase, for reports. */
    static final class Pace {
        final TrainingSession session;
        final Phase phase;
        double rate;

        Pace(TrainingSession session, Phase phase) {
            this.session = session;
            this.phase = phase;
        }

        Progress progress(PhaseName name, int epochsDone) {
            ProgressMeter meter = session.meter;
            int epochs = session.plannedEpochs();
            return new Progress(name, epochsDone + 1, epochs, meter.percent(), rate, meter.secondsLeft());
        }
    }
}
