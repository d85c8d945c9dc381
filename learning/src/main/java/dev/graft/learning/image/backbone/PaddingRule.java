package dev.graft.learning.image.backbone;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which framework's way of padding the weights were trained with; it differs where a convolution has a stride. */
public enum PaddingRule {
    /** The same number of zeros on both sides, whatever the input's size. */
    @JsonProperty("torch")
    TORCH,
    /** TensorFlow's SAME: as many zeros as the output's size needs, the odd one below and on the right. */
    @JsonProperty("tensorflow")
    TENSORFLOW,
    /** As {@link #TORCH}; SqueezeNet's last convolution of 1x1 is padded by one, too, as its Caffe definition says. */
    @JsonProperty("caffe")
    CAFFE
}
