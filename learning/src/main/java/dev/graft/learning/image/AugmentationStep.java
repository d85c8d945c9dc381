package dev.graft.learning.image;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A named random change of a training picture; its name stands in JSON under {@code step}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RandomResizedCrop.class, name = "random-resized-crop"),
    @JsonSubTypes.Type(value = Rescale.class, name = "rescale"),
    @JsonSubTypes.Type(value = Shear.class, name = "shear"),
    @JsonSubTypes.Type(value = Zoom.class, name = "zoom"),
    @JsonSubTypes.Type(value = Rotation.class, name = "rotation"),
    @JsonSubTypes.Type(value = HorizontalFlip.class, name = "horizontal-flip"),
    @JsonSubTypes.Type(value = ColourJitter.class, name = "colour-jitter")
})
public sealed interface AugmentationStep permits SizingStep, WarpStep, LevelStep {}
