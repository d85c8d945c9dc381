package dev.graft.learning.adaptation;

/** A way to make two domains alike by their features. The same rows give the same maps. */
public interface FeatureAdaptation {

    /** Leaves all features as they are: what every other way is measured against. */
    FeatureAdaptation NONE = pair -> Adapted.UNCHANGED;

    /** @throws IllegalArgumentException where the rows do not suffice, with a remedy */
    Adapted fit(DomainPair pair);

    /** This way, then another on its features. */
    default FeatureAdaptation then(FeatureAdaptation next) {
        return pair -> {
            Adapted first = fit(pair);
            return first.then(next.fit(pair.mapped(first)));
        };
    }
}
