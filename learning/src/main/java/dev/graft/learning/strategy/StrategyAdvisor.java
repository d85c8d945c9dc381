package dev.graft.learning.strategy;

import dev.graft.learning.model.HeadKind;
import dev.graft.learning.strategy.TransferStrategy.Distillation;
import dev.graft.learning.strategy.TransferStrategy.DomainAdaptation;
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
 * where labels have hardly two rows, a head alone. Else single texts train the head first and then, from that head, the
 * encoder's top {@value #TOP_LAYERS} layers (LP-FT): most of the gain of full fine-tuning at a fraction of its time,
 * since the frozen part is computed once. The head's warm-up takes about {@value #WARMUP_STEPS} steps: a head that
 * already fits every row would leave the encoder nothing to learn from. Fine-tuning takes about {@value #STEPS} steps;
 * both within bounds, so few rows are seen more often than many.
 *
 * <p>Pairs are another matter: what relates two texts is not in the features of an encoder that was trained on single
 * ones, so a head on them learns nothing and two layers too little. All but the lowest third of the layers learn, at a
 * high rate, without dropout and for about {@value #PAIR_STEPS} steps of {@value #PAIR_BATCH_SIZE} rows, which does
 * nearly as well as as many steps of twice the rows, and costs little more than half. These numbers come from one data set
 * (MRPC) and an encoder of six layers; with more layers the rate is lower in proportion.
 *
 * <p>Where labels are clearly uneven ({@link LabelBalance#isClearlyUneven}), rare ones weigh more in the loss of texts and
 * pictures: unlike rows taken again or left out, weights cost no time and lose no row, and every strategy knows them. Not
 * so of numbers: there weights find more rare rows, too, but the false alarms cost more macro F1 than that gains
 * ({@code benchmarks/run learning imbalance-numbers}), so they are the task's to declare.
 */
public final class StrategyAdvisor {

    /** The alignment of a domain adaptation that names none. */
    public static final Alignment USUAL_ALIGNMENT = Alignment.DISCREPANCY;

    private static final int ROWS_TO_FINE_TUNE = 8;
    private static final int ROWS_FOR_PAIRS = 2;
    private static final int TOP_LAYERS = 2;
    private static final int STEPS = 800;
    private static final int PAIR_STEPS = 450;
    private static final int MOST_ROWS = 96_000;
    private static final int BATCH_SIZE = 16;
    private static final int PAIR_BATCH_SIZE = 8;
    private static final int WARMUP_STEPS = 400;
    private static final int WARMUP_BATCH_SIZE = 32;
    private static final double PAIR_RATE_TIMES_LAYERS = 1.2e-3;

    private static final HyperParameters DEFAULTS = new HyperParameters(
            5, BATCH_SIZE, 1e-4, 1e-3, 0.01, 0.1, 128, 3, 0.001, ValidationMetric.MACRO_F1, 0.1, 0, 1);

    private StrategyAdvisor() {}

    /** The strategy of {@link #adviseAuto}. */
    public static TransferStrategy auto(TaskShape task) {
        return adviseAuto(task).strategy();
    }

    /**
     * What a task's kind {@code auto} stands for, and why: as {@link #advise} says, but a head alone where that is few-shot
     * learning, which takes minutes where a head takes seconds.
     */
    public static Advice adviseAuto(TaskShape task) {
        Advice advice = byRows(task);
        return complete(
                advice.strategy() instanceof FewShot
                        ? new Advice(
                                linearProbe(),
                                tooFewToFineTune(task)
                                        + ": only a head is trained, in seconds where few-shot learning takes minutes.")
                        : advice,
                task);
    }

    /**
     * What {@code auto} stands for where rows are numbers, and why: a head on their fitted features. Nothing below it
     * could learn. The loss weighs all rows alike; where labels are clearly uneven, a reason says so.
     */
    public static Advice adviseForNumbers(TaskShape task) {
        Advice advice = new Advice(
                linearProbe(),
                "Numbers have no backbone that could learn: a head is trained on their features, with " + rowsEach(task)
                        + ".");
        if (task.kind() == HeadKind.NUMBERS) {
            return watchingTheLoss(advice);
        }
        return hasRareLabels(task)
                ? advice.because(rowsOf(task.balance())
                        + ": the loss weighs all rows alike, since weights cost rows of numbers macro F1. Where finding"
                        + " rare rows matters more, declare \"options\": {\"loss\": {\"balanced\": true}}.")
                : advice;
    }

    /**
     * What {@code auto} stands for where rows are pictures, and why: a head on frozen features. On an ImageNet network, it
     * does as well as gradual fine-tuning with augmentation on a few hundred photos (ants and bees, three seeds: 94.1 and
     * 94.3 %), in a tenth of the time.
     */
    public static Advice adviseForImages(TaskShape task) {
        return complete(
                new Advice(
                        linearProbe(),
                        "Of pictures a head on frozen features does as well as fine-tuning, in a tenth of the time: only a"
                                + " head is trained, with " + rowsEach(task) + "."),
                task);
    }

    /** The strategy for a task, and why. */
    public static Advice advise(TaskShape task) {
        return complete(byRows(task), task);
    }

    private static Advice complete(Advice advice, TaskShape task) {
        if (task.kind() == HeadKind.NUMBERS) {
            return watchingTheLoss(advice);
        }
        return hasRareLabels(task) ? weighted(advice, task.balance()) : advice;
    }

    private static boolean hasRareLabels(TaskShape task) {
        return task.kind() == HeadKind.CLASSES && task.balance().isClearlyUneven();
    }

    private static String rowsOf(LabelBalance balance) {
        return "The most frequent label has " + balance.mostFrequent() + " rows, the rarest " + balance.rarest();
    }

    private static Advice weighted(Advice advice, LabelBalance balance) {
        TransferStrategy strategy = advice.strategy();
        return advice.with(strategy.with(strategy.hyperParameters()
                        .change()
                        .loss(LossOptions.BALANCED)
                        .build()))
                .because(rowsOf(balance) + ": rare labels weigh more in the loss.");
    }

    private static Advice byRows(TaskShape task) {
        boolean classes = task.kind() == HeadKind.CLASSES;
        if (task.rowsPerOutput() < (classes ? ROWS_FOR_PAIRS : ROWS_TO_FINE_TUNE)) {
            return new Advice(
                    linearProbe(),
                    rowsEach(task) + " are too few to change the backbone"
                            + (classes ? ": most rows have no partner of their label to learn from." : ".")
                            + " Only a head is trained.");
        }
        if (task.rowsPerOutput() < ROWS_TO_FINE_TUNE) {
            return new Advice(
                    fewShot(),
                    tooFewToFineTune(task) + ": rows of one label are brought together first, then a head is trained.");
        }
        return task.pairs() ? pairAdvice(task) : textAdvice(task);
    }

    private static String rowsEach(TaskShape task) {
        return String.format(
                Locale.ROOT,
                "%.1f rows a%s",
                task.rowsPerOutput(),
                task.kind() == HeadKind.NUMBERS ? " number" : " label");
    }

    private static String tooFewToFineTune(TaskShape task) {
        return rowsEach(task) + " are too few to fine-tune on (that needs " + ROWS_TO_FINE_TUNE + ")";
    }

    private static Advice textAdvice(TaskShape task) {
        int passes = within(5, WARMUP_STEPS * WARMUP_BATCH_SIZE / task.rows(), 30);
        FineTune tuning = new FineTune(
                Math.max(0, task.encoderLayers() - TOP_LAYERS),
                new HeadWarmup(passes, WARMUP_BATCH_SIZE, 5e-3),
                DEFAULTS.change().epochs(epochs(task, STEPS * BATCH_SIZE, 3)).build());
        return new Advice(
                tuning,
                rowsEach(task) + " suffice to fine-tune: " + learning(tuning, task) + " behind a head warm-up of "
                        + passes + " passes; what is below is computed once.");
    }

    private static Advice pairAdvice(TaskShape task) {
        double rate = PAIR_RATE_TIMES_LAYERS / task.encoderLayers();
        FineTune tuning = new FineTune(
                task.encoderLayers() / 3,
                HeadWarmup.NONE,
                DEFAULTS.change()
                        .epochs(epochs(task, PAIR_STEPS * PAIR_BATCH_SIZE, 1))
                        .batchSize(PAIR_BATCH_SIZE)
                        .learningRate(rate)
                        .headLearningRate(10 * rate)
                        .dropout(0)
                        .build());
        return new Advice(
                tuning,
                rowsEach(task)
                        + " suffice to fine-tune, and pairs need most of a network that was made for single texts: "
                        + learning(tuning, task) + "; what is below is computed once.");
    }

    private static Advice watchingTheLoss(Advice advice) {
        TransferStrategy strategy = advice.strategy();
        return advice.with(strategy.with(strategy.hyperParameters()
                .change()
                .metric(ValidationMetric.LOSS)
                .build()));
    }

    private static String learning(FineTune tuning, TaskShape task) {
        return "the top " + (task.encoderLayers() - tuning.frozenLayers()) + " of " + task.encoderLayers()
                + " layers learn for "
                + (tuning.hyperParameters().epochs() == 1
                        ? "one epoch"
                        : tuning.hyperParameters().epochs() + " epochs");
    }

    /** So many that about {@code seen} rows are seen, {@code usual} ones where that is bearable, and 5 at most. */
    private static int epochs(TaskShape task, int seen, int usual) {
        int most = MOST_ROWS / task.rows();
        return within(1, Math.max(seen / task.rows(), Math.min(usual, most)), 5);
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

    /**
     * Distillation of a champion with the default numbers.
     *
     * @param layers of the student
     */
    public static Distillation distillation(int layers) {
        return new Distillation(
                layers,
                2,
                0.5,
                1,
                1,
                DEFAULTS.change().epochs(10).learningRate(3e-4).dropout(0).build());
    }

    /**
     * Domain adaptation behind a head warm-up, with the default numbers. Covariances differ by little, divided by the squared width
     * as they are, so that their weight is large: at 1,000 nothing moves.
     *
     * @param frozenLayers bottom layers that stay as they are
     */
    public static DomainAdaptation domainAdaptation(Alignment alignment, int frozenLayers) {
        return new DomainAdaptation(
                alignment,
                alignment == Alignment.CORRELATION ? 100_000 : 1,
                frozenLayers,
                new HeadWarmup(10, WARMUP_BATCH_SIZE, 5e-3),
                DEFAULTS.change().batchSize(32).build());
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
