package dev.graft.learning.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.NativeHeap;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.text.LengthBatches;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/** The passes of one phase: gradients, step, validation. */
final class PhaseTraining implements AutoCloseable {

    private static final int VALIDATION_BATCH = 32;

    private final TrainingSession session;
    private final Phase phase;
    private final RowFeatures features;
    private final HyperParameters hyper;
    private final GradientStep gradients;
    private final AdamW optimiser;
    private final Schedule schedule;
    private final Seeds seeds;
    private final int labels;
    private double epochFactor = 1;

    PhaseTraining(TrainingSession session, Phase phase, RowFeatures features, NDManager owner) {
        this.session = session;
        this.phase = phase;
        this.features = features;
        this.hyper = session.hyper;
        this.seeds = new Seeds(session.settings.seed());
        int stepsPerEpoch = phase.passes() * batches(0).size();
        this.gradients = new GradientStep(session, phase, phase.epochs() * stepsPerEpoch);
        this.optimiser = new AdamW(owner, session.weights, phase, hyper, stepsPerEpoch);
        this.schedule = new Schedule(phase.epochs() * stepsPerEpoch, hyper.warmupRatio(), hyper.schedule());
        this.labels = session.truth.outputs();
    }

    /**
     * Trains for one epoch.
     *
     * @param index of the epoch in this phase, from 0
     * @param before of the phase's epochs so far, whether each was the best
     * @param step hears the rows done and the rows a second, after each step
     * @return mean loss over all rows seen
     */
    double run(int index, List<Boolean> before, BiConsumer<Integer, Double> step) {
        epochFactor = schedule.epochFactor(before);
        double loss = 0;
        int rows = 0;
        long begin = session.meter.now();
        for (int pass = index * phase.passes(); pass < (index + 1) * phase.passes(); pass++) {
            RowFeatures inPass = features.inPass(seeds.augmentation(phase.number(), pass));
            for (int[] batch : batches(pass)) {
                loss += learn(inPass, batch, index) * batch.length;
                rows += batch.length;
                session.meter.add(batch.length * session.work.units(phase));
                step.accept(rows, rows / session.meter.seconds(begin));
                NativeHeap.trimNowAndThen(session.notices);
            }
        }
        return loss / rows;
    }

    /** Measures the weights on the validation rows. */
    Validation validate() {
        int first = session.task.split().train();
        return finite(Validation.of(validationLogits(), session.truth, first));
    }

    /** Logits of the validation rows, in their order, without dropout. */
    float[][] validationLogits() {
        RowSplit split = session.task.split();
        float[][] logits = new float[split.validation()][];
        try (GradMode off = GradMode.off()) {
            for (int[] batch :
                    LengthBatches.sorted(split.train(), split.firstEarlier(), VALIDATION_BATCH, features::length)) {
                StopRequested.check(session.stop);
                session.memory.run(batch.length, rowsAtOnce -> {
                    for (int start = 0; start < batch.length; start += rowsAtOnce) {
                        fill(logits, Arrays.copyOfRange(batch, start, Math.min(batch.length, start + rowsAtOnce)));
                    }
                    return logits;
                });
            }
        }
        return logits;
    }

    private void fill(float[][] logits, int... rows) {
        try (NDManager step = session.manager.newSubManager()) {
            NDArray pooled = features.pooled(step, rows, StageDropout.NONE);
            float[] flat = session.head.logits(pooled, 0).toFloatArray();
            for (int i = 0; i < rows.length; i++) {
                logits[rows[i] - session.task.split().train()] = Arrays.copyOfRange(flat, i * labels, (i + 1) * labels);
            }
        }
    }

    AdamW optimiser() {
        return optimiser;
    }

    /** The rate of the last step that was taken. */
    double lastRate() {
        return phase.encoderRate() * epochFactor * schedule.factor(Math.max(0, optimiser.steps() - 1));
    }

    @Override
    public void close() {
        optimiser.close();
    }

    private double learn(RowFeatures inPass, int[] rows, int epoch) {
        double loss = session.memory.run(rows.length, rowsAtOnce -> {
            Autograd.seed(seeds.dropout(phase.number(), optimiser.steps()));
            optimiser.prepare();
            return gradients.accumulate(inPass, rows, rowsAtOnce, epoch, optimiser.steps());
        });
        try (NDManager step = session.manager.newSubManager()) {
            optimiser.step(step, epochFactor * schedule.factor(optimiser.steps()));
        }
        return loss;
    }

    private List<int[]> batches(int pass) {
        int[] rows = session.passes.of(phase, pass, seeds);
        if (phase.name() == PhaseName.CONTRAST) {
            return PairOrder.batches(rows, session.classes(), phase.batchSize(), seeds.order(phase.number(), pass));
        }
        return PassOrder.batches(rows, phase.batchSize(), features::length, seeds.order(phase.number(), pass));
    }

    private Validation finite(Validation result) {
        if (!Double.isFinite(result.loss())) {
            throw new TrainingDiverged("The validation loss is " + result.loss(), phase, optimiser.steps());
        }
        return result;
    }
}
