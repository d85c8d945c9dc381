package dev.graft.learning.strategy;

import dev.graft.learning.strategy.TransferStrategy.FewShot;
import dev.graft.learning.strategy.TransferStrategy.FineTune;
import dev.graft.learning.strategy.TransferStrategy.Fusion;
import dev.graft.learning.strategy.TransferStrategy.HeadWarmup;
import dev.graft.learning.strategy.TransferStrategy.LinearProbe;
import dev.graft.learning.strategy.TransferStrategy.LowRank;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The choice of a strategy from what the data has, with its reason.
 *
 * <p>The rule. With fewer than {@value #ROWS_TO_FINE_TUNE} training rows a label, a fine-tuned encoder forgets more than
 * so few rows teach it: rows of one label are brought together first and a head is trained on the result (few-shot), or,
 * where labels have hardly two rows, a head alone. Else the head is trained first and then, from that head, the
 * encoder's top {@value #TOP_LAYERS} layers (LP-FT): most of the gain of full fine-tuning at a fraction of its time,
 * since the frozen part is computed once. The head's warm-up takes about {@value #WARMUP_STEPS} steps: a head that
 * already fits every row would leave the encoder nothing to learn from. Fine-tuning takes about {@value #STEPS} steps;
 * both within bounds, so few rows are seen more often than many.
 */
public final class StrategyAdvisor {

    private static final int ROWS_TO_FINE_TUNE = 8;
    private static final int ROWS_FOR_PAIRS = 2;
    private static final int TOP_LAYERS = 2;
    private static final int STEPS = 800;
    private static final int BATCH_SIZE = 16;
    private static final int WARMUP_STEPS = 400;
    private static final int WARMUP_BATCH_SIZE = 32;

    private static final HyperParameters DEFAULTS = new HyperParameters(
            5, BATCH_SIZE, 1e-4, 1e-3, 0.01, 0.1, 128, 3, 0.001, ValidationMetric.MACRO_F1, 0.1, 0, 1);

    private StrategyAdvisor() {}

    /**
     * The strategy that a task's kind {@code auto} stands for: as {@link #advise} says, but a head alone where that is
     * few-shot learning, which takes minutes where a head takes seconds.
     *
     * @param rows training rows
     * @param labels distinct labels, at least 2
     * @param encoderLayers of the backbone
     */
    public static TransferStrategy auto(int rows, int labels, int encoderLayers) {
        TransferStrategy advised = advise(rows, labels, encoderLayers).strategy();
        return advised instanceof FewShot ? linearProbe() : advised;
    }

    /**
     * The strategy for a task, and why.
     *
     * @param rows training rows
     * @param labels distinct labels, at least 2
     * @param encoderLayers of the backbone
     */
    public static Advice advise(int rows, int labels, int encoderLayers) {
        if (rows < 1 || labels < 2 || encoderLayers < 1) {
            throw new IllegalArgumentException("a strategy needs rows, at least 2 labels and a backbone's layers, not "
                    + rows + ", " + labels + ", " + encoderLayers);
        }
        String rowsPerLabel = String.format(Locale.ROOT, "%.1f rows a label", (double) rows / labels);
        if (rows < ROWS_FOR_PAIRS * labels) {
            return new Advice(
                    linearProbe(),
                    rowsPerLabel + " are too few to change the backbone: most rows have no partner of their label to"
                            + " learn from. Only a head is trained.");
        }
        if (rows < ROWS_TO_FINE_TUNE * labels) {
            return new Advice(
                    fewShot(),
                    rowsPerLabel + " are too few to fine-tune on (that needs " + ROWS_TO_FINE_TUNE
                            + "): rows of one label are brought together first, then a head is trained.");
        }
        FineTune tuning = fineTuning(rows, encoderLayers);
        return new Advice(
                tuning,
                rowsPerLabel + " suffice to fine-tune: the top " + (encoderLayers - tuning.frozenLayers()) + " of "
                        + encoderLayers + " layers learn for "
                        + tuning.hyperParameters().epochs()
                        + " epochs behind a head warm-up of "
                        + tuning.headWarmup().passes()
                        + " passes; what is below is computed once.");
    }

    private static FineTune fineTuning(int rows, int encoderLayers) {
        int epochs = within(3, STEPS * BATCH_SIZE / rows, 5);
        int passes = within(5, WARMUP_STEPS * WARMUP_BATCH_SIZE / rows, 30);
        return new FineTune(
                Math.max(0, encoderLayers - TOP_LAYERS),
                new HeadWarmup(passes, WARMUP_BATCH_SIZE, 5e-3),
                DEFAULTS.change().epochs(epochs).build());
    }

    /** Few-shot learning with the default numbers. */
    public static FewShot fewShot() {
        return new FewShot(
                0,
                new Contrast(4, 64, 5e-5, Contrast.Objective.CONTRASTIVE, 0.1),
                20,
                linearProbe().hyperParameters().change().epochs(4).build());
    }

    /**
     * Low-rank adapters of all query and value matrices, as BERT and as DistilBERT names them, with the paper's rank and
     * the default numbers.
     */
    public static LowRank lowRank() {
        return new LowRank(
                8,
                16,
                List.of("query", "value", "q_lin", "v_lin"),
                0,
                new HeadWarmup(10, WARMUP_BATCH_SIZE, 5e-3),
                DEFAULTS.change().learningRate(1e-3).build());
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

    /**
     * Fusion with the numbers of a linear probe, all backbones of one weight.
     *
     * @param backbones names of the further ones beside the task's own
     */
    public static Fusion fusion(List<String> backbones) {
        return new Fusion(
                backbones,
                Collections.nCopies(backbones.size() + 1, 1.0),
                linearProbe().hyperParameters());
    }

    /** Fine-tuning behind a head warm-up, with the default numbers. */
    public static FineTune fineTune(int frozenLayers) {
        return new FineTune(frozenLayers, new HeadWarmup(10, WARMUP_BATCH_SIZE, 5e-3), DEFAULTS);
    }

    private static int within(int least, int value, int most) {
        return Math.max(least, Math.min(most, value));
    }
}
