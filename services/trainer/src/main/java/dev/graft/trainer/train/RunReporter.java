package dev.graft.trainer.train;

import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.event.RunEpochCompleted;
import dev.graft.contracts.event.RunStarted;
import dev.graft.learning.train.Checkpoint;
import dev.graft.learning.train.CheckpointStore;
import dev.graft.learning.train.EpochReport;
import dev.graft.learning.train.Progress;
import dev.graft.learning.train.TrainingListener;
import dev.graft.trainer.plan.RunPlan;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Tells the mesh how a run goes. A resumed run announces the epochs after its checkpoint under the same ids as the
 * attempt before.
 */
final class RunReporter implements TrainingListener {
    private static final Logger LOG = Logger.getLogger(RunReporter.class);

    private final RunEvents events;
    private final RunMonitor monitor;
    private final Event<?> cause;
    private final RunPlan plan;
    private final long attempt;
    private final String device;
    private List<EpochReport> earlier = List.of();

    RunReporter(RunEvents events, RunMonitor monitor, Event<?> cause, RunPlan plan, long attempt, String device) {
        this.events = events;
        this.monitor = monitor;
        this.cause = cause;
        this.plan = plan;
        this.attempt = attempt;
        this.device = device;
    }

    /** The checkpoints that the run reads and writes, so that the epochs before a resume are known here too. */
    CheckpointStore listeningTo(CheckpointStore checkpoints) {
        return new CheckpointStore() {
            @Override
            public void save(Checkpoint checkpoint) throws IOException {
                checkpoints.save(checkpoint);
            }

            @Override
            public Optional<Checkpoint> latest() throws IOException {
                Optional<Checkpoint> latest = checkpoints.latest();
                earlier = latest.map(checkpoint -> checkpoint.state().history()).orElse(List.of());
                return latest;
            }
        };
    }

    @Override
    public void onNotice(String notice) {
        LOG.warnf("run %s: %s", plan.runId(), notice);
    }

    @Override
    public void onStart(int resumedAfterEpoch, int plannedEpochs) {
        LOG.infof(
                "run %s of task %s: attempt %d, after epoch %d of %d, on %s",
                plan.runId(), plan.task(), attempt, resumedAfterEpoch, plannedEpochs, device);
        monitor.begins(plan.runId(), attempt, earlier.subList(0, Math.min(resumedAfterEpoch, earlier.size())));
        RunStarted started = new RunStarted(
                plan.task(),
                plan.taskVersion(),
                plan.runId(),
                plan.snapshotId(),
                plan.snapshot(),
                plan.strategy().toJson(),
                plan.championVersion(),
                device,
                attempt,
                resumedAfterEpoch,
                plannedEpochs,
                plan.rows());
        events.publish(events.causedBy(cause, StoreLayout.runAttempt(plan.runId(), attempt), started));
    }

    @Override
    public void onProgress(Progress progress) {
        monitor.progress(progress);
    }

    @Override
    public void onEpoch(EpochReport report) {
        monitor.epoch(report);
        Span.current()
                .addEvent(
                        "epoch",
                        Attributes.builder()
                                .put("graft.epoch", report.epoch())
                                .put("graft.train.loss", report.trainLoss())
                                .put("graft.validation.loss", report.validationLoss())
                                .put("graft.validation.macro_f1", report.validationMacroF1())
                                .build());
        RunEpochCompleted completed = new RunEpochCompleted(
                plan.task(),
                plan.runId(),
                plan.snapshotId(),
                report.epoch(),
                report.epochs(),
                report.trainLoss(),
                report.validationLoss(),
                report.validationAccuracy(),
                report.validationMacroF1(),
                report.learningRate(),
                report.samplesPerSecond(),
                report.percent(),
                report.secondsLeft(),
                report.bestEpoch());
        String place = StoreLayout.runPrefix(plan.runId()) + "epochs/" + report.epoch();
        events.publish(events.causedBy(cause, place, completed));
    }
}
