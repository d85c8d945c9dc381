package dev.graft.learning.tabular;

import dev.graft.learning.model.HeadKind;
import dev.graft.learning.model.HeadWeights;
import dev.graft.learning.tensor.HostTensor;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;

/** Puts a head for a run's labels on fitted features, with the rows of labels that a champion knows. */
public final class TabularHead {

    private TabularHead() {}

    /** A new head. */
    public static TabularClassifierFolder on(FittedFeatures features, List<String> labels, HeadKind kind, long seed) {
        return new TabularClassifierFolder(
                new TabularClassifierConfig(labels, kind, features.size(), features.sha256()),
                features,
                HeadWeights.fresh(labels.size(), features.size(), new Random(seed)));
    }

    /**
     * The champion on its own features with a head for {@code labels}, some of which it may know. Features that are fitted
     * anew mean something else to its head: they need a new one.
     */
    public static TabularClassifierFolder on(
            TabularClassifierFolder champion, List<String> labels, HeadKind kind, long seed) {
        TabularClassifierFolder fresh = on(champion.features(), labels, kind, seed);
        SortedMap<String, HostTensor> head = fresh.head();
        head.replaceAll((name, own) -> HeadWeights.withKnownRows(
                own,
                labels,
                Objects.requireNonNull(champion.head().get(name)),
                champion.config().labels()));
        return new TabularClassifierFolder(fresh.config(), champion.features(), head);
    }
}
