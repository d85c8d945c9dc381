package dev.graft.learning.strategy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the loss treats labels and rows; which loss it is follows from the data (classes: cross-entropy, sets of labels:
 * binary cross-entropy, numbers: squared error).
 *
 * @param balanced whether rare labels weigh more: a class n / (C · n_c), as scikit-learn's {@code balanced}; in sets of
 *     labels, the presence of one rows without / rows with it
 * @param labelWeights weight by label, above 0, in place of what {@code balanced} gives; labels that are not named
 *     weigh as without it
 * @param focalGamma γ of the focal loss (Lin et al., ICCV 2017): rows that are already right count (1 − p)^γ; 0 switches
 *     it off, else 1 to 10
 * @param huberDelta from how many standard deviations on an error of a number counts linearly (Huber 1964); 0: squared
 *     throughout
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
@JsonPropertyOrder({"balanced", "labelWeights", "focalGamma", "huberDelta"})
public record LossOptions(
        boolean balanced,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, Double> labelWeights,
        double focalGamma,
        double huberDelta) {

    /** The plain loss. */
    public static final LossOptions PLAIN = new LossOptions(false, Collections.emptySortedMap(), 0, 0);

    /** Rare labels weigh more. */
    public static final LossOptions BALANCED = new LossOptions(true, Collections.emptySortedMap(), 0, 0);

    public LossOptions {
        labelWeights = Collections.unmodifiableSortedMap(
                new TreeMap<>(Objects.requireNonNullElse(labelWeights, Map.<String, Double>of())));
        labelWeights.forEach(
                (label, weight) -> Ranges.check("loss.labelWeights." + label, weight, Double.MIN_NORMAL, 1e9));
        if (focalGamma != 0) {
            Ranges.check("loss.focalGamma, where it is not 0,", focalGamma, 1, 10);
        }
        Ranges.check("loss.huberDelta", huberDelta, 0, 1e6);
    }

    /** The same without what {@code balanced} gives. */
    public LossOptions unbalanced() {
        return new LossOptions(false, labelWeights, focalGamma, huberDelta);
    }

    /** The same with these weights in the place of all others. */
    public LossOptions weighing(Map<String, Double> weights) {
        return new LossOptions(false, new TreeMap<>(weights), focalGamma, huberDelta);
    }

    /** The plain loss with focus on rows that are still wrong. */
    public static LossOptions focal(double gamma) {
        return new LossOptions(false, Collections.emptySortedMap(), gamma, 0);
    }

    /** The plain loss for numbers whose large errors count linearly. */
    public static LossOptions huber(double delta) {
        return new LossOptions(false, Collections.emptySortedMap(), 0, delta);
    }
}
