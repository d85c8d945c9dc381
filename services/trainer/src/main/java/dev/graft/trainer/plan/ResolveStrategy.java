package dev.graft.trainer.plan;

import dev.graft.contracts.task.Strategy;
import dev.graft.contracts.task.Task;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.strategy.Advice;
import dev.graft.learning.strategy.Alignment;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.HyperParametersBuilder;
import dev.graft.learning.strategy.LabelBalance;
import dev.graft.learning.strategy.StrategyAdvisor;
import dev.graft.learning.strategy.TaskShape;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.strategy.TransferStrategy.Distillation;
import dev.graft.learning.strategy.TransferStrategy.DomainAdaptation;
import dev.graft.learning.strategy.TransferStrategy.FewShot;
import dev.graft.learning.strategy.TransferStrategy.FineTune;
import dev.graft.learning.strategy.TransferStrategy.LowRank;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The choice of everything that a task's strategy leaves open. A pure function: the same task, rows and backbone give
 * the same strategy, so a repeat gives the same run.
 */
public final class ResolveStrategy {
    /** Fewer rows without labels say too little about the domain that they are of. */
    static final int LEAST_UNLABELLED = 50;

    /** Upper layers that learn in a fine-tuning which does not say how many. */
    private static final int TOP_LAYERS = 2;

    private static final Map<String, String> ROWS =
            Map.of(Task.TEXT, "texts", Task.TEXT_PAIR, "texts", Task.IMAGE, "images", Task.TABULAR, "numbers");

    private static final Map<String, List<String>> KINDS = Map.of(
            Task.IMAGE,
            List.of(Strategy.KIND_AUTO, Strategy.KIND_LINEAR_PROBE, Strategy.KIND_FINE_TUNE),
            Task.TABULAR,
            List.of(Strategy.KIND_AUTO, Strategy.KIND_LINEAR_PROBE));

    private ResolveStrategy() {}

    /**
     * The strategy with all its numbers, and why it is that one.
     *
     * @throws IllegalArgumentException on numbers with which this backbone cannot be trained; the message names the
     *     first
     */
    public static Advice resolve(Task task, Rows rows, BackboneFacts backbone) {
        Strategy wanted = task.strategy();
        requireModality(task, backbone);
        if (!wanted.kind().equals(Strategy.KIND_FUSION) && !fused(task).isEmpty()) {
            throw new IllegalArgumentException("strategy.backbones are of the kind fusion, not of " + wanted.kind());
        }
        Advice advice = base(task, rows, backbone);
        TransferStrategy base = advice.strategy();
        TransferStrategy resolved =
                StrategyOptions.over(base.with(numbers(wanted, base.hyperParameters())), wanted.options());
        check(resolved, backbone);
        checkWeights(task, resolved.hyperParameters());
        checkAugmentation(task, resolved.hyperParameters());
        resolved.backbonesBeside(task.backbone()); // Refuses a fusion with itself.
        List<String> named = StrategyOptions.named(wanted);
        Advice followed = withoutTarget(advice.with(resolved), rows);
        return named.isEmpty() ? followed : followed.because("The task itself names " + String.join(", ", named) + ".");
    }

    /**
     * The training rows of a data set.
     *
     * @param labelled how many have labels
     * @param unlabelled how many have none
     * @param balance of the labels
     */
    public record Rows(long labelled, long unlabelled, LabelBalance balance) {}

    /** Until there are rows to adapt to, the labelled ones are learnt as if there were to be none. */
    private static Advice withoutTarget(Advice advice, Rows rows) {
        if (!(advice.strategy() instanceof DomainAdaptation adaptation) || rows.unlabelled() >= LEAST_UNLABELLED) {
            return advice;
        }
        return advice.with(
                        new FineTune(adaptation.frozenLayers(), adaptation.headWarmup(), adaptation.hyperParameters()))
                .because(
                        "There are " + rows.unlabelled()
                                + " training rows without labels, and fewer than " + LEAST_UNLABELLED
                                + " say too little about the domain that they are of: the labelled ones alone are fine-tuned on.");
    }

    private static void checkWeights(Task task, HyperParameters numbers) {
        for (String label : numbers.loss().labelWeights().keySet()) {
            if (!task.labels().contains(label)) {
                throw new IllegalArgumentException(
                        "loss.labelWeights names '" + label + "', which is not one of " + task.labels());
            }
        }
    }

    private static void requireModality(Task task, BackboneFacts backbone) {
        String read = task.ofPairs() ? Task.TEXT : task.modality();
        if (!read.equals(backbone.modality())) {
            throw new IllegalArgumentException("the backbone reads " + ROWS.get(backbone.modality())
                    + ", the rows of the task are of the modality " + task.modality());
        }
        List<String> kinds = KINDS.get(task.modality());
        if (kinds != null && !kinds.contains(task.strategy().kind())) {
            throw new IllegalArgumentException("strategy.kind: " + ROWS.get(task.modality())
                    + " are learnt from by one of " + kinds + ", not "
                    + task.strategy().kind());
        }
    }

    private static void checkAugmentation(Task task, HyperParameters numbers) {
        if (!task.ofTexts() && !numbers.augmentation().changesNothing()) {
            throw new IllegalArgumentException("augmentation is of texts; images have imageAugmentation");
        }
        if (!task.ofImages() && !numbers.imageAugmentation().steps().isEmpty()) {
            throw new IllegalArgumentException("imageAugmentation is of images; texts have augmentation");
        }
    }

    private static Advice base(Task task, Rows rows, BackboneFacts backbone) {
        return task.strategy().kind().equals(Strategy.KIND_AUTO)
                ? advised(task, rows, backbone)
                : new Advice(
                        declared(task, backbone),
                        "The task declares the strategy " + task.strategy().kind() + ".");
    }

    private static TransferStrategy declared(Task task, BackboneFacts backbone) {
        Strategy wanted = task.strategy();
        int frozen = Optional.ofNullable(wanted.frozenLayers()).orElse(Math.max(0, backbone.layers() - TOP_LAYERS));
        return switch (wanted.kind()) {
            case Strategy.KIND_LINEAR_PROBE -> StrategyAdvisor.linearProbe();
            case Strategy.KIND_FINE_TUNE -> StrategyAdvisor.fineTune(frozen);
            case Strategy.KIND_LOW_RANK -> frozen(StrategyAdvisor.lowRank(), wanted.frozenLayers());
            case Strategy.KIND_FEW_SHOT -> frozen(StrategyAdvisor.fewShot(), wanted.frozenLayers());
            case Strategy.KIND_FUSION -> StrategyAdvisor.fusion(fused(task));
            case Strategy.KIND_DISTILLATION -> student(wanted, backbone);
            case Strategy.KIND_DOMAIN_ADAPTATION -> StrategyAdvisor.domainAdaptation(alignment(wanted), frozen);
            default -> throw new IllegalArgumentException("there is no strategy.kind '" + wanted.kind() + "'");
        };
    }

    /** Read here because the weight that suits an alignment is its own; what else the options say is laid over it. */
    private static Alignment alignment(Strategy wanted) {
        Object named = wanted.options() == null ? null : wanted.options().get("alignment");
        try {
            return named == null ? StrategyAdvisor.USUAL_ALIGNMENT : Alignment.valueOf(named.toString());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "strategy.options: alignment must be ADVERSARIAL, CORRELATION or DISCREPANCY, not " + named, e);
        }
    }

    /** A third of the layers, where the options name no other number. */
    private static TransferStrategy student(Strategy wanted, BackboneFacts backbone) {
        if (wanted.frozenLayers() != null || Strategy.WARM_START_FRESH.equals(wanted.warmStart())) {
            throw new IllegalArgumentException("a distillation begins with the champion's layers, all of which learn;"
                    + " strategy.frozenLayers and warmStart '" + Strategy.WARM_START_FRESH
                    + "' are of other kinds. How many layers the student has is said by strategy.options.layers");
        }
        return StrategyAdvisor.distillation(Math.max(1, backbone.layers() / 3));
    }

    /** The names of the further backbones that the task fuses with its own; none of most kinds. */
    static List<String> fused(Task task) {
        return Objects.requireNonNullElse(task.strategy().backbones(), List.of());
    }

    private static LowRank frozen(LowRank base, @Nullable Integer layers) {
        return layers == null
                ? base
                : new LowRank(
                        base.rank(), base.alpha(), base.targets(), layers, base.headWarmup(), base.hyperParameters());
    }

    private static FewShot frozen(FewShot base, @Nullable Integer layers) {
        return layers == null ? base : new FewShot(layers, base.contrast(), base.headPasses(), base.hyperParameters());
    }

    private static Advice advised(Task task, Rows rows, BackboneFacts backbone) {
        TaskShape shape = new TaskShape(
                Math.toIntExact(rows.labelled()),
                task.labels().size(),
                HeadKind.CLASSES,
                backbone.layers(),
                task.ofPairs(),
                rows.balance());
        Advice advice = adviceFor(task, shape);
        Integer frozen = task.strategy().frozenLayers();
        return advice.strategy() instanceof FineTune tune && frozen != null
                ? advice.with(new FineTune(frozen, tune.headWarmup(), tune.hyperParameters(), tune.freezePlan()))
                : advice;
    }

    private static Advice adviceFor(Task task, TaskShape shape) {
        if (task.ofNumbers()) {
            return StrategyAdvisor.adviseForNumbers(shape);
        }
        return task.ofImages() ? StrategyAdvisor.adviseForImages(shape) : StrategyAdvisor.adviseAuto(shape);
    }

    private static HyperParameters numbers(Strategy wanted, HyperParameters base) {
        HyperParametersBuilder numbers = base.change();
        set(wanted.epochs(), numbers::epochs);
        set(wanted.batchSize(), numbers::batchSize);
        set(wanted.learningRate(), numbers::learningRate);
        set(wanted.headLearningRate(), numbers::headLearningRate);
        set(wanted.weightDecay(), numbers::weightDecay);
        set(wanted.maxLength(), numbers::maxLength);
        set(wanted.patience(), numbers::patience);
        return numbers.build();
    }

    private static <N> void set(@Nullable N wanted, Consumer<N> setter) {
        if (wanted != null) {
            setter.accept(wanted);
        }
    }

    private static void check(TransferStrategy strategy, BackboneFacts backbone) {
        if (frozenLayers(strategy) > backbone.layers()) {
            throw new IllegalArgumentException("strategy.frozenLayers must be at most " + backbone.layers()
                    + " with this backbone, not " + frozenLayers(strategy));
        }
        if (strategy instanceof Distillation student && student.layers() > backbone.layers()) {
            throw new IllegalArgumentException("strategy.options.layers must be at most " + backbone.layers()
                    + ", which the champion has, not " + student.layers());
        }
        if (strategy.hyperParameters().maxLength() > backbone.maxLength()) {
            throw new IllegalArgumentException("strategy.maxLength must be at most " + backbone.maxLength()
                    + " with this backbone, not " + strategy.hyperParameters().maxLength());
        }
    }

    private static int frozenLayers(TransferStrategy strategy) {
        if (strategy instanceof FineTune tune) {
            return tune.frozenLayers();
        }
        if (strategy instanceof LowRank lowRank) {
            return lowRank.frozenLayers();
        }
        if (strategy instanceof DomainAdaptation adaptation) {
            return adaptation.frozenLayers();
        }
        return strategy instanceof FewShot fewShot ? fewShot.frozenLayers() : 0;
    }
}
