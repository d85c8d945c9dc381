package dev.graft.learning.adaptation;

/** What brings rows of either domain into the space in which both are alike, later rows too. */
public record Adapted(FeatureMap source, FeatureMap target) {

    static final Adapted UNCHANGED = both(rows -> rows);

    /** The same map for both domains. */
    static Adapted both(FeatureMap map) {
        return new Adapted(map, map);
    }

    Adapted then(Adapted next) {
        return new Adapted(source.then(next.source), target.then(next.target));
    }
}
