package dev.graft.learning.image;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The order in which a network takes the colours. */
public enum ChannelOrder {
    /** Red first: PyTorch, TensorFlow. */
    @JsonProperty("rgb")
    RGB,
    /** Blue first: Caffe. */
    @JsonProperty("bgr")
    BGR;

    /** The colour (0 red, 1 green, 2 blue) of a network's channel. */
    int colour(int channel) {
        return this == RGB ? channel : RgbImage.CHANNELS - 1 - channel;
    }
}
