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

    @Override
    public void onProgress(Progress progress) {
        lastStep = seconds();
        lastStepCpu = OwnProcess.cpuSeconds() - cpuBegin;
    }

    @Override
    public void onEpoch(EpochReport report) {
        trainSeconds += lastStep - epochBegin;
        trainCpuSeconds += lastStepCpu - epochCpuBegin;
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
