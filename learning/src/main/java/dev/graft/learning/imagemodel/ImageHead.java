package dev.graft.learning.imagemodel;

import dev.graft.learning.image.backbone.ImageBackboneFiles;
import dev.graft.learning.model.FusedConfig;
import dev.graft.learning.model.FusedHead;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.model.HeadWeights;
import dev.graft.learning.strategy.TransferStrategy.Fusion;
import dev.graft.learning.tensor.HostTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts a head for a run's labels on an image network, with the rows of labels that a champion knows. */
public final class ImageHead {

    private ImageHead() {}

    /** A new head on a bare backbone; a classifier of its source task is left out. */
    public static ImageClassifierFolder on(ImageBackboneFiles backbone, List<String> labels, HeadKind kind, long seed) {
        ImageClassifierConfig config =
                new ImageClassifierConfig(backbone.config(), backbone.preprocessing(), labels, kind);
        return new ImageClassifierFolder(config, joined(config, backbone.weights(), head(config, seed)));
    }

    /** The champion with a head for {@code labels}, some of which it may know. */
    public static ImageClassifierFolder on(
            ImageClassifierFolder champion, List<String> labels, HeadKind kind, long seed) {
        ImageClassifierConfig known = champion.config();
        ImageClassifierConfig config = new ImageClassifierConfig(known.backbone(), known.preprocessing(), labels, kind);
        SortedMap<String, HostTensor> head = head(config, seed);
        head.replaceAll((name, own) -> HeadWeights.withKnownRows(own, labels, champion.weight(name), known.labels()));
        return new ImageClassifierFolder(config, joined(config, champion.weights(), head));
    }

    /**
     * A new head on several bare networks, of which the first is the task's own.
     *
     * @param strategy names the further ones, in their order, and weighs all
     * @throws IllegalArgumentException where the networks are others than the strategy names
     */
    public static FusedImageFolder on(
            List<ImageBackboneFiles> backbones, Fusion strategy, List<String> labels, HeadKind kind, long seed) {
        List<String> names = backbones.stream().map(ImageBackboneFiles::name).toList();
        if (!strategy.backbonesBeside(names.get(0)).equals(names)) {
            throw new IllegalArgumentException("the strategy fuses " + names.get(0) + " with " + strategy.backbones()
                    + ", not " + names + "; remedy: bring those networks, in that order");
        }
        List<FusedConfig.Part> parts = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            ImageBackboneFiles files = backbones.get(i);
            parts.add(new FusedConfig.Part(names.get(i), strategy.weights().get(i), files.origin(), files.licence()));
        }
        int width = FusedImageFolder.widths(backbones).stream()
                .mapToInt(Integer::intValue)
                .sum();
        return new FusedImageFolder(
                new FusedConfig(parts, labels, 0, kind),
                backbones,
                HeadWeights.fresh(labels.size(), width, new Random(seed)));
    }

    /**
     * The champion on the same networks with a head for {@code labels}, some of which it may know.
     *
     * @param strategy may weigh the networks anew: what the champion knows answers as before
     * @throws IllegalArgumentException where the champion is on other networks than the strategy names
     */
    public static FusedImageFolder on(
            FusedImageFolder champion, Fusion strategy, List<String> labels, HeadKind kind, long seed) {
        FusedImageFolder fresh = on(champion.backbones(), strategy, labels, kind, seed);
        SortedMap<String, HostTensor> head = FusedHead.continued(
                champion.config(),
                champion.head(),
                fresh.config(),
                FusedImageFolder.widths(champion.backbones()),
                fresh.head());
        return new FusedImageFolder(fresh.config(), champion.backbones(), head);
    }

    private static SortedMap<String, HostTensor> joined(
            ImageClassifierConfig config, SortedMap<String, HostTensor> network, SortedMap<String, HostTensor> head) {
        SortedMap<String, HostTensor> all = new TreeMap<>(network);
        all.putAll(head);
        all.keySet().retainAll(config.shapes().keySet());
        return all;
    }

    private static SortedMap<String, HostTensor> head(ImageClassifierConfig config, long seed) {
        return HeadWeights.fresh(config.labels().size(), config.backbone().featureSize(), new Random(seed));
    }
}
