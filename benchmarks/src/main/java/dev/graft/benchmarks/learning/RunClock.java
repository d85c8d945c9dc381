package dev.graft.benchmarks.learning;

import dev.graft.benchmarks.OwnProcess;
import dev.graft.learning.train.EpochReport;
import dev.graft.learning.train.Progress;
import dev.graft.learning.train.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Notes when each epoch of a run was done, and what its training alone cost, tokenising included. */
final class RunClock implements TrainingListener {

    /** Of runs with more epochs, each of so many is shown. */
    private static final int ALL_SHOWN = 20;

    private final long begin = System.nanoTime();
    private final double cpuBegin = OwnProcess.cpuSeconds();
    private final List<Figures.Epoch> epochs = new ArrayList<>();
    private double epochBegin;
    private double epochCpuBegin;
    private double lastStep;
    private double lastStepCpu;
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
        epochBegin = seconds();
        epochCpuBegin = OwnProcess.cpuSeconds() - cpuBegin;
        epochs.add(new Figures.Epoch(
                report.epoch(),
                epochBegin,
                epochCpuBegin,
                lastPass.seconds(),
                lastPass.cpuSeconds(),
                report.validationAccuracy(),
                report.validationMacroF1()));
        boolean last = report.epoch() == report.epochs();
        if (last || report.epochs() <= ALL_SHOWN || report.epoch() % ALL_SHOWN == 0) {
            show(report);
        }
    }

    private void show(EpochReport report) {
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

    private double seconds() {
        return (System.nanoTime() - begin) / 1e9;
    }
}
