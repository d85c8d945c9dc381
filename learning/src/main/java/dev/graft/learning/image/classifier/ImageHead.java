package dev.graft.learning.image.classifier;

import dev.graft.learning.image.backbone.ImageBackboneFiles;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.model.HeadWeights;
import dev.graft.learning.tensor.HostTensor;
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
