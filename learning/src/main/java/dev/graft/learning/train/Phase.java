package dev.graft.learning.train;

import dev.graft.learning.backbone.Backbone;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.strategy.FreezePlan;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.strategy.TransferStrategy.FineTune;
import dev.graft.learning.strategy.TransferStrategy.HeadWarmup;
import dev.graft.learning.strategy.TransferStrategy.LinearProbe;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of a run under one schedule.
 *
 * @param name what it does
 * @param number from 0; it takes part in the seeds
 * @param groups the weights that learn, from the head downwards
 * @param epochs reported ones, at most
 * @param passes over the training rows in each of them
 * @param batchSize rows a step
 * @param encoderRate peak learning rate of the backbone's upper weights
 * @param headRate peak learning rate of the head's weights
 */
record Phase(
        PhaseName name,
        int number,
        List<Group> groups,
        int epochs,
        int passes,
        int batchSize,
        double encoderRate,
        double headRate) {

    private static final List<String> HEAD = List.of(ClassifierConfig.HEAD_BIAS, ClassifierConfig.HEAD_WEIGHT);

    /**
     * Weights that learn alike.
     *
     * @param stage of the backbone; the head counts as the one above the last
     * @param names of the weights, in order
     * @param rate peak learning rate
     * @param firstEpoch of the phase in which they learn, from 0
     */
    record Group(int stage, List<String> names, double rate, int firstEpoch) {}

    /** The phases of a strategy, in order. */
    static List<Phase> of(TransferStrategy strategy, Backbone<?> backbone) {
        HyperParameters hyper = strategy.hyperParameters();
        if (strategy instanceof FineTune tune) {
            HeadWarmup warmup = tune.headWarmup();
            Phase tuning = new Phase(
                    PhaseName.FINE_TUNE,
                    1,
                    groups(tune, backbone),
                    hyper.epochs(),
                    1,
                    hyper.batchSize(),
                    hyper.learningRate(),
                    hyper.headLearningRate());
            return warmup.passes() == 0
                    ? List.of(tuning)
                    : List.of(probe(backbone, 1, warmup.passes(), warmup.batchSize(), warmup.learningRate()), tuning);
        }
        LinearProbe probe = (LinearProbe) strategy;
        return List.of(probe(backbone, probe.plannedEpochs(), 1, hyper.batchSize(), hyper.headLearningRate()));
    }

    /** The stages that stay as they are throughout a strategy. */
    static int frozenStages(TransferStrategy strategy, Backbone<?> backbone) {
        if (!(strategy instanceof FineTune tune)) {
            return backbone.stages();
        }
        boolean none = tune.frozenLayers() == 0 && !tune.freezePlan().frozenEmbeddings();
        return none ? 0 : tune.frozenLayers() + 1;
    }

    private static Phase probe(Backbone<?> backbone, int epochs, int passes, int batchSize, double rate) {
        return new Phase(PhaseName.PROBE, 0, List.of(head(backbone, rate)), epochs, passes, batchSize, rate, rate);
    }

    private static Group head(Backbone<?> backbone, double rate) {
        return new Group(backbone.stages(), HEAD, rate, 0);
    }

    private static List<Group> groups(FineTune tune, Backbone<?> backbone) {
        int top = backbone.stages() - 1;
        if (tune.frozenLayers() > top) {
            throw new IllegalArgumentException(
                    "the backbone has " + top + " layers, " + tune.frozenLayers() + " cannot be frozen");
        }
        HyperParameters hyper = tune.hyperParameters();
        FreezePlan plan = tune.freezePlan();
        List<Group> groups = new ArrayList<>();
        groups.add(head(backbone, hyper.headLearningRate()));
        for (int stage = top; stage >= frozenStages(tune, backbone); stage--) {
            double rate = hyper.learningRate() * Math.pow(plan.layerDecay(), top - stage);
            List<String> names = List.copyOf(backbone.weightNames(stage));
            groups.add(new Group(stage, names, rate, (top - stage) * plan.unfreezeEvery()));
        }
        return groups;
    }

    /** The names of all weights that learn. */
    List<String> trainable() {
        return groups.stream().flatMap(group -> group.names().stream()).toList();
    }

    /** The lowest stage that learns in an epoch of this phase. */
    int lowestStage(int epoch) {
        return groups.stream()
                .filter(group -> group.firstEpoch() <= epoch)
                .mapToInt(Group::stage)
                .min()
                .orElseThrow();
    }
}
