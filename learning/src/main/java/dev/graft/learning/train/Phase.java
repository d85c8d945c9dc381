package dev.graft.learning.train;

import dev.graft.learning.backbone.Backbone;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.strategy.TransferStrategy.FineTune;
import dev.graft.learning.strategy.TransferStrategy.HeadWarmup;
import dev.graft.learning.strategy.TransferStrategy.LinearProbe;
import java.util.List;
import java.util.stream.Stream;

/**
 * A stretch of a run in which the same weights learn under one schedule.
 *
 * @param name what it does
 * @param number from 0; it takes part in the seeds
 * @param trainable names of the weights that learn, in order
 * @param epochs reported ones, at most
 * @param passes over the training rows in each of them
 * @param batchSize rows a step
 * @param encoderRate peak learning rate of the encoder's weights
 * @param headRate peak learning rate of the head's weights
 */
record Phase(
        PhaseName name,
        int number,
        List<String> trainable,
        int epochs,
        int passes,
        int batchSize,
        double encoderRate,
        double headRate) {

    private static final List<String> HEAD = List.of(ClassifierConfig.HEAD_BIAS, ClassifierConfig.HEAD_WEIGHT);

    /** The phases of a strategy, in order. */
    static List<Phase> of(TransferStrategy strategy, Backbone<?> backbone) {
        HyperParameters hyper = strategy.hyperParameters();
        if (strategy instanceof FineTune tune) {
            HeadWarmup warmup = tune.headWarmup();
            Phase tuning = new Phase(
                    PhaseName.FINE_TUNE,
                    1,
                    learning(tune, backbone),
                    hyper.epochs(),
                    1,
                    hyper.batchSize(),
                    hyper.learningRate(),
                    hyper.headLearningRate());
            return warmup.passes() == 0
                    ? List.of(tuning)
                    : List.of(probe(1, warmup.passes(), warmup.batchSize(), warmup.learningRate()), tuning);
        }
        LinearProbe probe = (LinearProbe) strategy;
        return List.of(probe(probe.plannedEpochs(), 1, hyper.batchSize(), hyper.headLearningRate()));
    }

    private static Phase probe(int epochs, int passes, int batchSize, double rate) {
        return new Phase(PhaseName.PROBE, 0, HEAD, epochs, passes, batchSize, rate, rate);
    }

    /** Frozen layers, with the embeddings below them. */
    static int frozenStages(FineTune tune) {
        return tune.frozenLayers() == 0 ? 0 : tune.frozenLayers() + 1;
    }

    private static List<String> learning(FineTune tune, Backbone<?> backbone) {
        if (tune.frozenLayers() > backbone.stages() - 1) {
            throw new IllegalArgumentException("the backbone has " + (backbone.stages() - 1) + " layers, "
                    + tune.frozenLayers() + " cannot be frozen");
        }
        Stream<String> upper = backbone.weightNames(frozenStages(tune), backbone.stages()).stream();
        return Stream.concat(HEAD.stream(), upper).toList();
    }

    /** The peak learning rate of a weight. */
    double rate(String weight) {
        return HEAD.contains(weight) ? headRate : encoderRate;
    }

    /** The number of steps of a whole phase. */
    int steps(int rows) {
        return epochs * passes * stepsPerPass(rows);
    }

    int stepsPerPass(int rows) {
        return (rows + batchSize - 1) / batchSize;
    }
}
