package dev.graft.learning.strategy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * How fine-tuning treats lower layers, beside those that stay frozen throughout.
 *
 * @param layerDecay what a layer's learning rate is multiplied by from one layer to the one below, above 0, at most 1
 *     (Howard and Ruder, ACL 2018, with 1/2.6; Clark et al., ICLR 2020, with 0.8); the top layer has the full rate
 * @param unfreezeEvery epochs after which the next lower layer begins to learn, beginning with the top one (gradual
 *     unfreezing, Howard and Ruder 2018); 0: all from the first epoch on
 * @param frozenEmbeddings whether the embeddings stay as they are even where all layers learn
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
@JsonPropertyOrder({"layerDecay", "unfreezeEvery", "frozenEmbeddings"})
public record FreezePlan(
        @JsonInclude(JsonInclude.Include.ALWAYS) double layerDecay, int unfreezeEvery, boolean frozenEmbeddings) {

    /** Every layer that is not frozen learns alike. */
    public static final FreezePlan ALIKE = new FreezePlan(1, 0, false);

    public FreezePlan {
        Ranges.check("freezePlan.layerDecay", layerDecay, 1e-3, 1);
        Ranges.check("freezePlan.unfreezeEvery", unfreezeEvery, 0, 10_000);
    }
}
