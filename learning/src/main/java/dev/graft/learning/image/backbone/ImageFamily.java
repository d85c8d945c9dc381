package dev.graft.learning.image.backbone;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The convolutional networks that can be built, under the names that torchvision has for them. */
public enum ImageFamily {
    /** Sandler et al. 2018, width 1.0; 19 stages: stem, 17 inverted residual blocks, a last convolution of 1280. */
    @JsonProperty("mobilenet_v2")
    MOBILENET_V2,
    /**
     * Howard et al. 2017, width 1.0, without its last block; 13 stages: stem, 12 separable blocks; 1024 features, no
     * classifier.
     */
    @JsonProperty("mobilenet_v1_12")
    MOBILENET_V1_12,
    /** He et al. 2016; 9 stages: stem, 8 basic blocks; 512 features. */
    @JsonProperty("resnet18")
    RESNET18,
    /** He et al. 2016; 17 stages: stem, 16 basic blocks; 512 features. */
    @JsonProperty("resnet34")
    RESNET34,
    /** He et al. 2016, stride in the 3x3 convolution; 17 stages: stem, 16 bottlenecks; 2048 features. */
    @JsonProperty("resnet50")
    RESNET50,
    /** Simonyan and Zisserman 2015, configuration D; 13 stages: its convolutions; 512 features. */
    @JsonProperty("vgg16")
    VGG16,
    /** Iandola et al. 2016; 9 stages: stem, 8 fire modules; 512 features. */
    @JsonProperty("squeezenet1_0")
    SQUEEZENET1_0;

    /** Whether the paper's network normalises its convolutions. */
    boolean normalised() {
        return this != VGG16 && this != SQUEEZENET1_0;
    }

    Architecture architecture(ImageBackboneConfig config) {
        return switch (this) {
            case MOBILENET_V2 -> MobileNetV2.of(config);
            case MOBILENET_V1_12 -> MobileNetV1.of(config);
            case RESNET18 -> ResNet.basic(config, 2, 2, 2, 2);
            case RESNET34 -> ResNet.basic(config, 3, 4, 6, 3);
            case RESNET50 -> ResNet.bottleneck(config, 3, 4, 6, 3);
            case VGG16 -> Vgg16.of(config);
            case SQUEEZENET1_0 -> SqueezeNet.of(config);
        };
    }
}
