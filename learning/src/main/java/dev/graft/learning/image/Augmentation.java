package dev.graft.learning.image;

import dev.graft.learning.backbone.RowDraw;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Random changes of training pictures that do not change what they show: a value that a task declares, as JSON too.
 *
 * <p>The first step may choose the part of the picture that the network sees ({@link SizingStep}); without one it is
 * the part that {@link Preprocessing} cuts out. The other steps follow in their order; neighbouring warps become one,
 * so the picture is interpolated once. What a step draws depends on the pass's seed, the row and the step's place
 * alone. Levels are not rescaled to [0, 1] here: that is {@link Preprocessing}'s.
 *
 * @param steps in order; a {@link SizingStep} only in front
 */
public record Augmentation(List<AugmentationStep> steps) {

    /** Leaves pictures as {@link Preprocessing} cuts them. */
    public static final Augmentation NONE = new Augmentation(List.of());

    public Augmentation {
        steps = List.copyOf(steps);
        for (AugmentationStep step : steps.subList(Math.min(1, steps.size()), steps.size())) {
            if (step instanceof SizingStep) {
                throw new IllegalArgumentException(step + " chooses what the network sees: it must be the first step");
            }
        }
    }

    /** The network's picture, {@code crop} pixels wide and high, of a decoded training picture. */
    public RgbImage apply(RgbImage decoded, Preprocessing preprocessing, RowDraw draw) {
        RgbImage image = null;
        Warp pending = Warp.IDENTITY;
        for (int i = 0; i < steps.size(); i++) {
            AugmentationStep step = steps.get(i);
            SplittableRandom random = draw.forStep(i);
            if (step instanceof SizingStep sizing) {
                image = sizing.apply(decoded, preprocessing, random);
                continue;
            }
            image = image == null ? preprocessing.fit(decoded) : image;
            if (step instanceof WarpStep warp) {
                pending = pending.then(warp.draw(random));
            } else if (step instanceof LevelStep levels) {
                image = levels.apply(pending.of(image), random);
                pending = Warp.IDENTITY;
            }
        }
        return image == null ? preprocessing.fit(decoded) : pending.of(image);
    }
}
