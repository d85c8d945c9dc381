package dev.graft.learning.metrics;

import java.util.Collection;
import java.util.function.ToDoubleFunction;

/**
 * Precision, recall and F1 averaged over classes, each in [0, 1]. An average over no class is 0.
 *
 * @param precision averaged precision
 * @param recall averaged recall
 * @param f1 averaged F1 (the mean of the classes' F1, not the F1 of the means)
 */
public record Averages(double precision, double recall, double f1) {

    /** Every class counts the same. */
    static Averages macro(Collection<ClassScore> classes) {
        return weighted(classes, score -> 1.0);
    }

    /** Every class counts as often as it has rows. */
    static Averages bySupport(Collection<ClassScore> classes) {
        return weighted(classes, ClassScore::support);
    }

    /** Every row counts the same: with one label a row and all classes counted, each of the three is the accuracy. */
    static Averages micro(double accuracy) {
        return new Averages(accuracy, accuracy, accuracy);
    }

    /** The three of a single class. */
    static Averages of(ClassScore score) {
        return new Averages(score.precision(), score.recall(), score.f1());
    }

    private static Averages weighted(Collection<ClassScore> classes, ToDoubleFunction<ClassScore> weight) {
        return new Averages(
                mean(classes, weight, ClassScore::precision),
                mean(classes, weight, ClassScore::recall),
                mean(classes, weight, ClassScore::f1));
    }

    private static double mean(
            Collection<ClassScore> classes, ToDoubleFunction<ClassScore> weight, ToDoubleFunction<ClassScore> value) {
        double weights = classes.stream().mapToDouble(weight).sum();
        double total = classes.stream()
                .mapToDouble(score -> weight.applyAsDouble(score) * value.applyAsDouble(score))
                .sum();
        return Ratio.of(total, weights);
    }
}
