package dev.graft.learning.train;

import dev.graft.learning.backbone.Backbone;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.strategy.Contrast;
import dev.graft.learning.strategy.FreezePlan;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.strategy.TransferStrategy.Distillation;
import dev.graft.learning.strategy.TransferStrategy.DomainAdaptation;
import dev.graft.learning.strategy.TransferStrategy.FewShot;
import dev.graft.learning.strategy.TransferStrategy.FineTune;
import dev.graft.learning.strategy.TransferStrategy.HeadWarmup;
import dev.graft.learning.strategy.TransferStrategy.LowRank;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Lays a strategy out over a backbone's stages: what learns when, and what never does. */
final class Phases {

    private static final List<String> HEAD = List.of(ClassifierConfig.HEAD_BIAS, ClassifierConfig.HEAD_WEIGHT);

    private Phases() {}

    /** The phases of a strategy, in order. */
    static List<Phase> of(TransferStrategy strategy, Backbone<?> backbone) {
        HyperParameters hyper = strategy.hyperParameters();
        if (strategy instanceof FineTune tune) {
            return warmed(backbone, tune.headWarmup(), tuning(hyper, groups(tune, backbone)));
        }
        if (strategy instanceof LowRank lowRank) {
            return warmed(backbone, lowRank.headWarmup(), tuning(hyper, groups(lowRank, backbone)));
        }
        if (strategy instanceof FewShot few) {
            Contrast contrast = few.contrast();
            double rate = contrast.learningRate();
            List<Phase.Group> groups = stages(backbone, frozenStages(few, backbone), FreezePlan.ALIKE, rate);
            return List.of(
                    new Phase(PhaseName.CONTRAST, 1, groups, 1, contrast.passes(), contrast.batchSize(), rate, rate),
                    probe(backbone, hyper.epochs(), few.headPasses(), hyper.batchSize(), hyper.headLearningRate()));
        }
        if (strategy instanceof DomainAdaptation adaptation) {
            return warmed(
                    backbone, adaptation.headWarmup(), phase(PhaseName.ADAPT, hyper, groups(adaptation, backbone)));
        }
        if (strategy instanceof Distillation) {
            List<Phase.Group> groups = new ArrayList<>(List.of(head(backbone, hyper.headLearningRate())));
            groups.addAll(stages(backbone, 1, FreezePlan.ALIKE, hyper.learningRate()));
            return List.of(phase(PhaseName.DISTIL, hyper, groups));
        }
        return List.of(probe(backbone, hyper.epochs(), 1, hyper.batchSize(), hyper.headLearningRate()));
    }

    /** The stages that stay as they are throughout a strategy. */
    static int frozenStages(TransferStrategy strategy, Backbone<?> backbone) {
        if (strategy instanceof FineTune tune) {
            return frozenStages(tune.frozenLayers(), tune.freezePlan().frozenEmbeddings(), backbone);
        }
        if (strategy instanceof FewShot few) {
            return frozenStages(few.frozenLayers(), false, backbone);
        }
        if (strategy instanceof DomainAdaptation adaptation) {
            return frozenStages(adaptation.frozenLayers(), false, backbone);
        }
        if (strategy instanceof LowRank lowRank) {
            return IntStream.range(0, backbone.stages())
                    .filter(stage -> !targets(lowRank, backbone, stage).isEmpty())
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no matrix of the layers above "
                            + lowRank.frozenLayers() + " is named by the targets " + lowRank.targets()));
        }
        // Of a student the embeddings are, but its teacher reads the rows as well, so that caching them would save
        // nothing.
        return strategy instanceof Distillation ? 0 : backbone.stages();
    }

    /** The matrices of a stage that get an adapter. */
    static List<String> targets(LowRank strategy, Backbone<?> backbone, int stage) {
        return stage <= strategy.frozenLayers() && strategy.frozenLayers() > 0
                ? List.of()
                : backbone.weightNames(stage).stream().filter(strategy::matches).toList();
    }

    private static int frozenStages(int layers, boolean embeddings, Backbone<?> backbone) {
        if (layers > backbone.stages() - 1) {
            throw new IllegalArgumentException(
                    "the backbone has " + (backbone.stages() - 1) + " layers, " + layers + " cannot be frozen");
        }
        return layers == 0 && !embeddings ? 0 : layers + 1;
    }

    private static List<Phase> warmed(Backbone<?> backbone, HeadWarmup warmup, Phase tuning) {
        return warmup.passes() == 0
                ? List.of(tuning)
                : List.of(probe(backbone, 1, warmup.passes(), warmup.batchSize(), warmup.learningRate()), tuning);
    }

    private static Phase tuning(HyperParameters hyper, List<Phase.Group> groups) {
        return phase(PhaseName.FINE_TUNE, hyper, groups);
    }

    private static Phase phase(PhaseName name, HyperParameters hyper, List<Phase.Group> groups) {
        return new Phase(
                name, 1, groups, hyper.epochs(), 1, hyper.batchSize(), hyper.learningRate(), hyper.headLearningRate());
    }

    private static Phase probe(Backbone<?> backbone, int epochs, int passes, int batchSize, double rate) {
        return new Phase(PhaseName.PROBE, 0, List.of(head(backbone, rate)), epochs, passes, batchSize, rate, rate);
    }

    private static Phase.Group head(Backbone<?> backbone, double rate) {
        return new Phase.Group(backbone.stages(), HEAD, rate, 0);
    }

    private static List<Phase.Group> groups(FineTune tune, Backbone<?> backbone) {
        HyperParameters hyper = tune.hyperParameters();
        List<Phase.Group> groups = new ArrayList<>();
        groups.add(head(backbone, hyper.headLearningRate()));
        groups.addAll(stages(backbone, frozenStages(tune, backbone), tune.freezePlan(), hyper.learningRate()));
        return groups;
    }

    private static List<Phase.Group> groups(DomainAdaptation strategy, Backbone<?> backbone) {
        HyperParameters hyper = strategy.hyperParameters();
        List<Phase.Group> groups = new ArrayList<>();
        groups.add(head(backbone, hyper.headLearningRate()));
        if (strategy.alignment().isAdversarial()) {
            groups.add(new Phase.Group(backbone.stages(), DomainClassifier.NAMES, hyper.headLearningRate(), 0));
        }
        groups.addAll(stages(backbone, frozenStages(strategy, backbone), FreezePlan.ALIKE, hyper.learningRate()));
        return groups;
    }

    private static List<Phase.Group> groups(LowRank strategy, Backbone<?> backbone) {
        HyperParameters hyper = strategy.hyperParameters();
        List<Phase.Group> groups = new ArrayList<>();
        groups.add(head(backbone, hyper.headLearningRate()));
        for (int stage = backbone.stages() - 1; stage >= frozenStages(strategy, backbone); stage--) {
            List<String> names = targets(strategy, backbone, stage).stream()
                    .flatMap(target -> Adapters.names(target).stream())
                    .toList();
            groups.add(new Phase.Group(stage, names, hyper.learningRate(), 0));
        }
        return groups;
    }

    /** A group for each stage from the top down to {@code lowest}. */
    private static List<Phase.Group> stages(Backbone<?> backbone, int lowest, FreezePlan plan, double peak) {
        int top = backbone.stages() - 1;
        List<Phase.Group> groups = new ArrayList<>();
        for (int stage = top; stage >= lowest; stage--) {
            double rate = peak * Math.pow(plan.layerDecay(), top - stage);
            List<String> names = List.copyOf(backbone.weightNames(stage));
            groups.add(new Phase.Group(stage, names, rate, (top - stage) * plan.unfreezeEvery()));
        }
        return groups;
    }
}
