package dev.graft.learning.strategy;

import dev.graft.learning.strategy.TransferStrategy.FineTune;
import dev.graft.learning.strategy.TransferStrategy.HeadWarmup;
import dev.graft.learning.strategy.TransferStrategy.LinearProbe;

/**
 * The strategy that {@code auto} stands for.
 *
 * <p>The rule: with fewer than {@value #ROWS_TO_FINE_TUNE} training rows a label, only a head is trained, because a
 * fine-tuned encoder forgets more than so few rows teach it. Else the head is trained first and then, from that head,
 * the encoder's top {@value #TOP_LAYERS} layers (LP-FT): most of the gain of full fine-tuning at a fraction of its
 * time, since the frozen part is computed once. The head's warm-up takes about {@value #WARMUP_STEPS} steps: a head
 * that already fits every row would leave the encoder nothing to learn from. Fine-tuning takes about
 * {@value #STEPS} steps; both within bounds, so few rows are seen more often than many.
 */
public final class StrategyAdvisor {

    private static final int ROWS_TO_FINE_TUNE = 8;
    private static final int TOP_LAYERS = 2;
    private static final int STEPS = 800;
    private static final int BATCH_SIZE = 16;
    private static final int WARMUP_STEPS = 400;
    private static final int WARMUP_BATCH_SIZE = 32;

    private static final HyperParameters DEFAULTS = new HyperParameters(
            5, BATCH_SIZE, 1e-4, 1e-3, 0.01, 0.1, 128, 3, 0.001, ValidationMetric.MACRO_F1, 0.1, 0, 1);

    private StrategyAdvisor() {}

    /**
     * The strategy for a task.
     *
     * @param rows training rows
     * @param labels distinct labels, at least 2
     * @param encoderLayers of the backbone
     */
    public static TransferStrategy auto(int rows, int labels, int encoderLayers) {
        if (rows < 1 || labels < 2 || encoderLayers < 1) {
            throw new IllegalArgumentException("a strategy needs rows, at least 2 labels and a backbone's layers, not "
                    + rows + ", " + labels + ", " + encoderLayers);
        }
        if (rows < ROWS_TO_FINE_TUNE * labels) {
            return linearProbe();
        }
        int epochs = within(3, STEPS * BATCH_SIZE / rows, 5);
        int passes = within(5, WARMUP_STEPS * WARMUP_BATCH_SIZE / rows, 30);
        return new FineTune(
                Math.max(0, encoderLayers - TOP_LAYERS),
                new HeadWarmup(passes, WARMUP_BATCH_SIZE, 5e-3),
                DEFAULTS.change().epochs(epochs).build());
    }

    /** A linear probe with the default numbers. */
    public static LinearProbe linearProbe() {
        return new LinearProbe(DEFAULTS.change()
                .epochs(60)
                .batchSize(32)
                .headLearningRate(5e-3)
                .patience(10)
                .build());
    }

    /** Fine-tuning behind a head warm-up, with the default numbers. */
    public static FineTune fineTune(int frozenLayers) {
        return new FineTune(frozenLayers, new HeadWarmup(10, WARMUP_BATCH_SIZE, 5e-3), DEFAULTS);
    }

    private static int within(int least, int value, int most) {
        return Math.max(least, Math.min(most, value));
    }
}
