package dev.graft.learning.image.backbone;

import java.util.List;

/**
 * The layers of a family.
 *
 * @param stages from the stem on; the last one's channels are {@code featureSize}
 * @param featureSize channels of the last stage, and width E of the pooled features
 * @param classifier from the last stage's activation to the logits (B, classes); empty where there is none
 */
record Architecture(List<Chain> stages, int featureSize, Chain classifier) {

    Architecture {
        stages = List.copyOf(stages);
    }
}
