package dev.graft.learning.adaptation;

import dev.graft.learning.classic.Classifier;
import dev.graft.learning.classic.FeatureVectors;

/** A classifier in the features in which both domains are alike. */
record MappedClassifier(Adapted maps, Classifier classifier) implements TransferClassifier {

    @Override
    public double[][] ofTarget(FeatureVectors rows) {
        return classifier.probabilities(maps.target().apply(rows));
    }

    @Override
    public double[][] ofSource(FeatureVectors rows) {
        return classifier.probabilities(maps.source().apply(rows));
    }
}
