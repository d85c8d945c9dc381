package dev.graft.learning.adaptation;

import dev.graft.learning.classic.Learner;

/** Makes the domains alike, then learns from the source's rows in the new features. */
public record AdaptThenLearn(FeatureAdaptation adaptation, Learner learner) implements TransferLearner {

    @Override
    public TransferClassifier fit(DomainPair pair) {
        Adapted maps = adaptation.fit(pair);
        return new MappedClassifier(maps, learner.fit(pair.mappedSource(maps)));
    }
}
