package dev.graft.benchmarks.learning;

import dev.graft.learning.train.EpochReport;
import dev.graft.learning.train.Progress;
import dev.graft.learning.train.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Notes when each epoch of a run was done, and what its training alone cost. */
final class RunClock implements TrainingListener {

    private final long begin = System.nanoTime();
    private final double cpuBegin = OwnProcess.cpuSeconds();
    private final List<Figures.Epoch> epochs = new ArrayList<>();
    private double epochBegin;
    private double epochCpuBegin;
    private double lastStep;
    private double lastStepCpu;
    private double trainSeconds;
    private double trainCpuSeconds;
    private Pass lastPass = new Pass(0, 0);

    /** What an epoch's training cost, its validation left out. */
    record Pass(double seconds, double cpuSeconds) {}

    @Override
    public void onProgress(Progress progress) {
        lastStep = seconds();
        lastStepCpu = OwnProcess.cpuSeconds() - cpuBegin;
    }

    @Override
    public void onEpoch(EpochReport report) {
        lastPass = new Pass(lastStep - epochBegin, lastStepCpu - epochCpuBegin);
        trainSeconds += lastPass.seconds();
        trainCpuSeconds += lastPass.cpuSeconds();
        epochBegin = seconds();
        epochCpuBegin = OwnProcess.cpuSeconds() - cpuBegin;
        epochs.add(new Figures.Epoch(
                report.epoch(), epochBegin, epochCpuBegin, report.validationAccuracy(), report.validationMacroF1()));
        System.out.printf(
                Locale.ROOT,
                "  %s %d/%d: %.1f s, %.1f CPU s, loss %.4f, validation accuracy %.4f, macro F1 %.4f%n",
                report.phase(),
                report.epoch(),
                report.epochs(),
                epochBegin,
                epochCpuBegin,
                report.trainLoss(),
                report.validationAccuracy(),
                report.validationMacroF1());
    }

    List<Figures.Epoch> epochs() {
        return epochs;
    }

    /** Calls {@code after} behind each epoch, when its figures are there. */
    TrainingListener andThen(Runnable after) {
        return new TrainingListener() {
            @Override
            public void onProgress(Progress progress) {
                RunClock.this.onProgress(progress);
            }

            @Override
            public void onEpoch(EpochReport report) {
                RunClock.this.onEpoch(report);
                after.run();
            }
        };
    }

    Pass lastPass() {
        return lastPass;
    }

    /** Seconds from the beginning of passes to their last step, tokenising included. */
    double trainSeconds() {
        return trainSeconds;
    }

    /** The same of processor time. */
    double trainCpuSeconds() {
        return trainCpuSeconds;
    }

    private double seconds() {
        return (System.nanoTime() - begin) / 1e9;
    }
}
