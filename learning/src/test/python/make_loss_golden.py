"""Makes the golden values of LossGoldenTest with PyTorch (run once, by hand).

    pip install torch
    python make_loss_golden.py > loss-golden.json
"""
import json

import torch
from torch.nn import functional as F

torch.manual_seed(7)
torch.set_default_dtype(torch.float64)
B, C = 5, 4


def focal(logits, classes, gamma):
    log_p = F.log_softmax(logits, 1).gather(1, classes[:, None])
    return -((1 - log_p.exp()) ** gamma * log_p).mean()


def binary_focal(logits, targets, gamma):
    p = torch.sigmoid(logits)
    right = torch.where(targets > 0.5, p, 1 - p)
    return -((1 - right) ** gamma * right.log()).mean()


def case(name, logits, loss, **more):
    logits.requires_grad_(True)
    value = loss(logits)
    value.backward()
    return {
        "name": name,
        "logits": logits.tolist(),
        "loss": value.item(),
        "gradient": logits.grad.tolist(),
        **more,
    }


def logits():
    return 3 * torch.randn(B, C)


classes = torch.tensor([0, 3, 1, 1, 2])
labels = (torch.rand(B, C) > 0.6).double()
numbers = torch.randn(B, C)
weights = torch.tensor([0.5, 2.0, 1.5, 0.25])
c, l, n = classes.tolist(), labels.tolist(), numbers.tolist()
cases = [
    case("plain", logits(), lambda x: F.cross_entropy(x, classes), classes=c),
    case("smoothed", logits(), lambda x: F.cross_entropy(x, classes, label_smoothing=0.2), classes=c, smoothing=0.2),
    case("weighted", logits(), lambda x: F.cross_entropy(x, classes, weights), classes=c, weights=weights.tolist()),
    case(
        "weighted and smoothed",
        logits(),
        lambda x: F.cross_entropy(x, classes, weights, label_smoothing=0.1),
        classes=c,
        weights=weights.tolist(),
        smoothing=0.1,
    ),
    case("focal 2", logits(), lambda x: focal(x, classes, 2), classes=c, gamma=2),
    case("focal 1", logits(), lambda x: focal(x, classes, 1), classes=c, gamma=1),
    case("labels", logits(), lambda x: F.binary_cross_entropy_with_logits(x, labels), labels=l),
    case(
        "labels, smoothed",
        logits(),
        lambda x: F.binary_cross_entropy_with_logits(x, labels * 0.8 + 0.1),
        labels=l,
        smoothing=0.2,
    ),
    case(
        "labels, weighted",
        logits(),
        lambda x: F.binary_cross_entropy_with_logits(x, labels, pos_weight=weights),
        labels=l,
        weights=weights.tolist(),
    ),
    case("labels, focal 2", logits(), lambda x: binary_focal(x, labels, 2), labels=l, gamma=2),
    case("numbers", logits(), lambda x: F.mse_loss(x, numbers), numbers=n),
    case("numbers, Huber", logits(), lambda x: F.huber_loss(x, numbers, delta=0.7), numbers=n, delta=0.7),
]
print(json.dumps(cases, indent=1))
