package dev.graft.trainer.plan;

import dev.graft.contracts.task.Strategy;
import dev.graft.contracts.task.Task;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.HyperParametersBuilder;
import dev.graft.learning.strategy.StrategyAdvisor;
import dev.graft.learning.strategy.TaskShape;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.strategy.TransferStrategy.FewShot;
import dev.graft.learning.strategy.TransferStrategy.FineTune;
import dev.graft.learning.strategy.TransferStrategy.LowRank;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The choice of everything that a task's strategy leaves open. A pure function: the same task, rows and backbone give
 * the same strategy, so a repeat gives the same run.
 */
public final class ResolveStrategy {
    /** Upper layers that learn in a fine-tuning which does not say how many. */
    private static final int TOP_LAYERS = 2;

    private ResolveStrategy() {}

    /**
     * The strategy with all its numbers.
     *
     * @param trainRows rows of the training split
     * @throws IllegalArgumentException on numbers with which this backbone cannot be trained; the message names the
     *     first
     */
    public static TransferStrategy resolve(Task task, long trainRows, BackboneFacts backbone) {
        Strategy wanted = task.strategy();
        TransferStrategy base = base(task, trainRows, backbone);
        TransferStrategy resolved =
                StrategyOptions.over(base.with(numbers(wanted, base.hyperParameters())), wanted.options());
        check(resolved, backbone);
        return resolved;
    }

    private static TransferStrategy base(Task task, long trainRows, BackboneFacts backbone) {
        Strategy wanted = task.strategy();
        int frozen = Optional.ofNullable(wanted.frozenLayers()).orElse(Math.max(0, backbone.layers() - TOP_LAYERS));
        return switch (wanted.kind()) {
            case Strategy.KIND_LINEAR_PROBE -> StrategyAdvisor.linearProbe();
            case Strategy.KIND_FINE_TUNE -> StrategyAdvisor.fineTune(frozen);
            case Strategy.KIND_LOW_RANK -> frozen(StrategyAdvisor.lowRank(), wanted.frozenLayers());
            case Strategy.KIND_FEW_SHOT -> frozen(StrategyAdvisor.fewShot(), wanted.frozenLayers());
            case Strategy.KIND_AUTO -> advised(task, trainRows, backbone);
            default -> throw new IllegalArgumentException("there is no strategy.kind '" + wanted.kind() + "'");
        };
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

    private static TransferStrategy advised(Task task, long trainRows, BackboneFacts backbone) {
        TransferStrategy advice =
                StrategyAdvisor.auto(TaskShape.ofTexts(
                        Math.toIntExact(trainRows), task.labels().size(), backbone.layers()));
        Integer frozen = task.strategy().frozenLayers();
        return advice instanceof FineTune tune && frozen != null
                ? new FineTune(frozen, tune.headWarmup(), tune.hyperParameters(), tune.freezePlan())
                : advice;
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
        return strategy instanceof FewShot fewShot ? fewShot.frozenLayers() : 0;
    }
}
