package dev.graft.learning.adaptation;

import dev.graft.learning.classic.Classifier;
import dev.graft.learning.classic.FeatureVectors;
import java.util.Arrays;

/** Answers rows of either domain as they come, before any adaptation. Safe for many threads. */
public interface TransferClassifier {

    /** How likely each class is, of the target's rows {@code (rows, classes)}. */
    double[][] ofTarget(FeatureVectors rows);

    /** How likely each class is, of the source's rows {@code (rows, classes)}. */
    double[][] ofSource(FeatureVectors rows);

    default int[] targetAnswers(FeatureVectors rows) {
        return Arrays.stream(ofTarget(rows)).mapToInt(Classifier::best).toArray();
    }

    default int[] sourceAnswers(FeatureVectors rows) {
        return Arrays.stream(ofSource(rows)).mapToInt(Classifier::best).toArray();
    }
}
