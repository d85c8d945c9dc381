"""Makes the golden values of ImageBackboneGoldenTest with torchvision and timm (run once, by hand).

    pip install numpy==2.4.6 torch==2.5.1 torchvision==0.20.1 timm==1.0.11
    python make_backbone_golden.py OUT      # OUT: src/test/resources/dev/graft/learning/image/backbone

Weights and pictures come from a formula of a tensor's name and an element's index, computed here and in the test, so
no weight is checked in: only the names and shapes of each network's state, its pooled features, logits, and a gradient.
"""
import json
import math
import struct
import sys
import zlib

import numpy
import timm
import torch
import torchvision

OUT = sys.argv[1]
CLASSES = 10


def noise(name, count):
    """Uniform in [-1, 1): the finaliser of MurmurHash3 over index and name."""
    with numpy.errstate(over="ignore"):
        h = numpy.arange(count, dtype=numpy.uint32) * numpy.uint32(0x9E3779B9) + numpy.uint32(zlib.crc32(name.encode()))
        h ^= h >> numpy.uint32(16)
        h *= numpy.uint32(0x85EBCA6B)
        h ^= h >> numpy.uint32(13)
        h *= numpy.uint32(0xC2B2AE35)
        h ^= h >> numpy.uint32(16)
    return ((h >> numpy.uint32(8)).astype(numpy.float64) / (1 << 23) - 1).astype(numpy.float32)


def weight(name, shape):
    values = noise(name, math.prod(shape))
    if len(shape) > 1:
        # Uniform with He's variance for the inputs.
        values = values * numpy.float32(math.sqrt(6.0 / math.prod(shape[1:])))
    elif name.endswith("running_var"):
        values = numpy.float32(1) + numpy.float32(0.5) * values
    elif name.endswith(".weight"):
        values = numpy.float32(1) + numpy.float32(0.1) * values
    else:
        values = numpy.float32(0.1) * values
    return torch.from_numpy(values.reshape(shape).copy())


def filled(network):
    state = {name: weight(name, tuple(tensor.shape)) if tensor.is_floating_point() else tensor
             for name, tensor in network.state_dict().items()}
    network.load_state_dict(state)
    return network.eval()


def picture(side):
    return torch.from_numpy(noise("input", 2 * 3 * side * side).reshape(2, 3, side, side).copy())


def describe(name, network, last, headless, side, gradient):
    """Features are the global mean of the last activation; the gradient is that of their sum of squares."""
    network = filled(network)
    shapes = {key: list(tensor.shape) for key, tensor in network.state_dict().items() if tensor.is_floating_point()}
    if headless:
        shapes = {key: shape for key, shape in shapes.items() if not key.startswith(("classifier", "pre_logits", "head"))}
    activation = last(network, picture(side))
    features = activation.mean((2, 3))
    (features ** 2).sum().backward()
    slope = dict(network.named_parameters())[gradient].grad
    with torch.no_grad():
        logits = network(picture(side))
    return {
        "name": name,
        "side": side,
        "shapes": shapes,
        "features": [round(float(v), 7) for v in features.detach().flatten()[:64]],
        "featureNorm": float(features.detach().norm()),
        "logits": [] if headless else [float(v) for v in logits.flatten()],
        "gradientOf": gradient,
        "gradient": [float(v) for v in slope.flatten()[:32]],
    }


def resnet_last(network, x):
    for layer in (network.conv1, network.bn1, network.relu, network.maxpool,
                  network.layer1, network.layer2, network.layer3, network.layer4):
        x = layer(x)
    return x


def torchvision_features(network, x):
    return network.features(x)


def timm_features(network, x):
    return network.forward_features(x)


def timm_vgg_features(network, x):
    return network.features(x)


models = torchvision.models
cases = [
    describe("torchvision/mobilenet_v2", models.mobilenet_v2(num_classes=CLASSES), torchvision_features, False, 64,
             "features.0.0.weight"),
    describe("torchvision/resnet18", models.resnet18(num_classes=CLASSES), resnet_last, False, 64, "bn1.weight"),
    describe("torchvision/resnet34", models.resnet34(num_classes=CLASSES), resnet_last, False, 64,
             "layer2.0.downsample.0.weight"),
    # Further down a single rectifier near zero moves float32 gradients of this network by 0.5 %, in torch too.
    describe("torchvision/resnet50", models.resnet50(num_classes=CLASSES), resnet_last, False, 64,
             "layer3.2.conv2.weight"),
    describe("torchvision/squeezenet1_0", models.squeezenet1_0(num_classes=CLASSES), torchvision_features, False, 71,
             "features.3.expand3x3.weight"),
    describe("torchvision/vgg16", models.vgg16(num_classes=CLASSES), torchvision_features, True, 40,
             "features.0.weight"),
    describe("timm/mobilenet_v2", timm.create_model("mobilenetv2_100", num_classes=CLASSES), timm_features, False, 64,
             "blocks.1.0.conv_dw.weight"),
    describe("same/mobilenet_v2", timm.create_model("mobilenetv2_100", num_classes=CLASSES, pad_type="same",
             bn_eps=1e-3), timm_features, False, 70, "blocks.1.0.conv_dw.weight"),
    describe("timm/resnet18", timm.create_model("resnet18", num_classes=CLASSES), timm_features, False, 64,
             "layer4.1.bn2.bias"),
    describe("timm/vgg16", timm.create_model("vgg16", num_classes=CLASSES), timm_vgg_features, True, 40,
             "features.28.bias"),
]
golden = {"torch": torch.__version__, "torchvision": torchvision.__version__, "timm": timm.__version__, "cases": cases}
with open(f"{OUT}/golden.json", "w") as file:
    json.dump(golden, file, separators=(",", ":"))
