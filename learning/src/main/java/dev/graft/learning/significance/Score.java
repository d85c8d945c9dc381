package dev.graft.learning.significance;

/**
 * A score by which two classifiers are compared, each as {@link dev.graft.learning.metrics} defines it. Where a resample
 * leaves it undefined (no row of a second class for a ranking score) it is NaN, and that resample says nothing about it.
 */
public enum Score {
    /** Share of rows answered rightly. */
    ACCURACY("accuracy", "accuracy", true),
    /** Mean recall over the classes that have rows. */
    BALANCED_ACCURACY("balanced-accuracy", "balanced accuracy", true),
    /** Mean F1 over the classes that have rows. */
    MACRO_F1("macro-f1", "macro F1", true),
    /** Mean F1 over the classes, each as heavy as its rows. */
    WEIGHTED_F1("weighted-f1", "weighted F1", true),
    /** Matthews' correlation of truth and answers, in [-1, 1]. */
    MATTHEWS_CORRELATION("matthews-correlation", "Matthews correlation", true),
    /** Cohen's kappa, in [-1, 1]; 0 where it is not defined. */
    COHENS_KAPPA("cohens-kappa", "Cohen's kappa", true),
    /** One-vs-rest area under the ROC curve, mean over the classes for which the rows define it. */
    ROC_AUC("roc-auc", "ROC AUC", true),
    /** One-vs-rest average precision, mean over the classes that have rows. */
    PR_AUC("pr-auc", "PR AUC", true),
    /** Mean negative logarithm of the true class's probability. */
    LOG_LOSS("log-loss", "log loss", false),
    /** Mean squared error of the probabilities, summed over the classes, in [0, 2]. */
    BRIER("brier-score", "Brier score", false),
    /** Expected calibration error over 15 equal-width bins, in [0, 1]. */
    CALIBRATION_ERROR("calibration-error", "calibration error", false);

    private final String id;
    private final String words;
    private final boolean higherIsBetter;

    Score(String id, String words, boolean higherIsBetter) {
        this.id = id;
        this.words = words;
        this.higherIsBetter = higherIsBetter;
    }

    /** The name in JSON, such as {@code macro-f1}. */
    public String id() {
        return id;
    }

    /** The name in a sentence, such as {@code macro F1}. */
    public String words() {
        return words;
    }

    /** Whether a model with more of it is better. */
    public boolean higherIsBetter() {
        return higherIsBetter;
    }

    /** Whether it looks at the order of rows, class by class. */
    public boolean ranks() {
        return this == ROC_AUC || this == PR_AUC;
    }

    /** How much better {@code after} is than {@code before}; negative: worse. */
    public double gain(double before, double after) {
        return higherIsBetter ? after - before : before - after;
    }
}
