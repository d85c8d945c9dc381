package dev.graft.learning.model;

import dev.graft.learning.tensor.HostTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The head of a fused classifier that goes on from an earlier one. */
public final class FusedHead {

    private FusedHead() {}

    /**
     * New rows with those of known labels in their places, brought to the scale that the features have now, so that they
     * answer as they did.
     *
     * @param known the earlier classifier
     * @param knownHead its head
     * @param config the classifier that is to be
     * @param widths of the backbones' features, in their order
     * @param fresh a head for {@code config}
     * @throws IllegalArgumentException where the two are on other backbones, or on the same in another order
     */
    public static SortedMap<String, HostTensor> continued(
            FusedConfig known,
            SortedMap<String, HostTensor> knownHead,
            FusedConfig config,
            List<Integer> widths,
            SortedMap<String, HostTensor> fresh) {
        if (!known.names().equals(config.names())) {
            throw new IllegalArgumentException("the earlier model is on " + known.names() + ", not on " + config.names()
                    + "; remedy: start from the backbones, with a new head");
        }
        List<Double> factors = new ArrayList<>();
        for (int i = 0; i < widths.size(); i++) {
            factors.add(config.backbones().get(i).weight()
                    / known.backbones().get(i).weight());
        }
        SortedMap<String, HostTensor> rows = new TreeMap<>(knownHead);
        rows.computeIfPresent(
                ClassifierConfig.HEAD_WEIGHT, (name, matrix) -> HeadWeights.rescaled(matrix, widths, factors));
        SortedMap<String, HostTensor> head = new TreeMap<>(fresh);
        rows.forEach((name, tensor) -> head.computeIfPresent(
                name, (key, own) -> HeadWeights.withKnownRows(own, config.labels(), tensor, known.labels())));
        return head;
    }
}
