package dev.graft.learning.train;

import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.model.FusedClassifierFolder;
import dev.graft.learning.model.FusedConfig;
import dev.graft.learning.model.FusedHead;
import dev.graft.learning.strategy.TransferStrategy.Fusion;
import dev.graft.learning.tensor.HostTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Puts a head for the run's labels on the starting point's backbones, with the rows of labels that a champion knows. */
final class FusedSurgery {

    private FusedSurgery() {}

    /**
     * The classifier that training begins with.
     *
     * @throws IllegalArgumentException where the starting point has other backbones than the strategy names
     */
    static FusedClassifierFolder operate(TrainingJob job, Fusion strategy) {
        List<BackboneFiles> backbones = backbones(job.start(), strategy);
        FusedConfig config = new FusedConfig(
                parts(backbones, strategy.weights()),
                job.data().labels(),
                strategy.hyperParameters().maxLength(),
                job.data().kind());
        SortedMap<String, HostTensor> head = HeadSurgery.newHead(job, FusedClassifierFolder.width(backbones));
        if (job.start() instanceof StartingPoint.WarmFused warm) {
            FusedClassifierFolder champion = warm.champion();
            List<Integer> widths = FusedClassifierFolder.widths(backbones);
            head = FusedHead.continued(champion.config(), champion.head(), config, widths, head);
        }
        return new FusedClassifierFolder(config, backbones, head);
    }

    private static List<BackboneFiles> backbones(StartingPoint start, Fusion strategy) {
        List<BackboneFiles> found =
                start instanceof StartingPoint.WarmFused warm ? warm.champion().backbones() : start.bareBackbones();
        List<String> names = found.stream().map(BackboneFiles::name).toList();
        if (names.isEmpty() || !names.subList(1, names.size()).equals(strategy.backbones())) {
            throw new IllegalArgumentException("the strategy fuses the task's own backbone with " + strategy.backbones()
                    + ", the run starts from " + (names.isEmpty() ? "a model of one backbone" : names)
                    + "; remedy: start from those backbones, or from a model on the same ones");
        }
        strategy.backbonesBeside(names.get(0));
        return found;
    }

    private static List<FusedConfig.Part> parts(List<BackboneFiles> backbones, List<Double> weights) {
        List<FusedConfig.Part> parts = new ArrayList<>();
        for (int i = 0; i < backbones.size(); i++) {
            BackboneFiles files = backbones.get(i);
            parts.add(new FusedConfig.Part(files.name(), weights.get(i), files.origin(), files.licence()));
        }
        return parts;
    }
}
