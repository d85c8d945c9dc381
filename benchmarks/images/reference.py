"""Our side of `benchmarks/run image-compare` again, with torchvision's MobileNetV2.

Reference only, no part of Graft. Needs torch, torchvision, scikit-learn, numpy and safetensors (2.5, 0.20, 1.9 were
used). It reads what the benchmark wrote: the cut photos' levels and the network's weights. These have their batch
normalisation folded in and were trained with TensorFlow's padding, so torchvision's network gets a bias in each
convolution, nothing in the place of each normalisation, and zeros below and on the right where a convolution has a
stride. Fine-tuning: AdamW without decay on vectors, linear warm-up over a tenth of the steps, global norm 1.
"""

import argparse
import json
import resource
import time
from pathlib import Path

import numpy
import torch
import torchvision
from safetensors.torch import load_file
from sklearn.linear_model import LogisticRegression
from torch import nn

SIDE = 224
BATCH = 16
RATE = 2e-4


class PaddedBelow(nn.Conv2d):
    def forward(self, pixels):
        return super().forward(nn.functional.pad(pixels, (0, 1, 0, 1)))


def folded(module):
    """Puts convolutions with a bias in the place of those with a normalisation behind them, whose place is left empty."""
    for name, child in module.named_children():
        if isinstance(child, nn.Conv2d):
            strided = child.stride[0] == 2
            kind = PaddedBelow if strided else nn.Conv2d
            padding = 0 if strided else child.padding
            sizes = (child.in_channels, child.out_channels, child.kernel_size, child.stride, padding)
            setattr(module, name, kind(*sizes, groups=child.groups))
        elif isinstance(child, nn.BatchNorm2d):
            setattr(module, name, nn.Identity())
        else:
            folded(child)


def network(file):
    model = torchvision.models.mobilenet_v2(weights=None)
    folded(model)
    weights = {name: tensor for name, tensor in load_file(file).items() if not name.startswith("classifier")}
    missing, unexpected = model.load_state_dict(weights, strict=False)
    assert not unexpected and all(name.startswith("classifier") for name in missing), (missing, unexpected)
    return model


def photos(folder, split):
    levels = numpy.fromfile(folder / f"{split}.u8", dtype=numpy.uint8).reshape(-1, SIDE, SIDE, 3)
    return torch.from_numpy(levels)


def normalised(levels):
    return ((levels.permute(0, 3, 1, 2).float() / 255 - 0.5) / 0.5).contiguous()


@torch.inference_mode()
def outputs(model, levels):
    return torch.cat([model(normalised(levels[i : i + BATCH])) for i in range(0, len(levels), BATCH)])


def frozen(model, pixels, truth, folder):
    def features(levels):
        return outputs(lambda batch: model.features(batch).mean((2, 3)), levels)

    model.eval()
    features(pixels["val"][:BATCH])
    begin, cpu_begin = time.perf_counter(), time.process_time()
    found = {split: features(pixels[split]).numpy() for split in ("train", "val")}
    seconds, cpu_seconds = time.perf_counter() - begin, time.process_time() - cpu_begin
    ours = numpy.fromfile(folder / "features.f32", dtype=numpy.float32).reshape(found["val"].shape)
    print(f"  largest difference of a feature from ours: {numpy.abs(ours - found['val']).max():.2e}", end=" ")
    print(f"of at most {numpy.abs(ours).max():.2f}", flush=True)
    head = LogisticRegression(max_iter=5000).fit(found["train"], truth["train"])
    count = sum(len(rows) for rows in found.values())
    return count / seconds, count / cpu_seconds, head.score(found["val"], truth["val"])


def tuned(model, pixels, truth, epochs):
    model.classifier = nn.Sequential(nn.Dropout(0.1), nn.Linear(model.last_channel, 2))
    nn.init.normal_(model.classifier[1].weight, std=0.02)
    nn.init.zeros_(model.classifier[1].bias)
    count = len(pixels["train"])
    steps = -(-count // BATCH) * epochs
    matrices = [weight for weight in model.parameters() if weight.dim() > 1]
    vectors = [weight for weight in model.parameters() if weight.dim() <= 1]
    groups = [{"params": matrices, "weight_decay": 0.01}, {"params": vectors, "weight_decay": 0.0}]
    optimiser = torch.optim.AdamW(groups, lr=RATE)
    warm = -(-steps // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: step / warm if step < warm else (steps - step) / max(1, steps - warm)
    )
    best = 0.0
    for epoch in range(1, epochs + 1):
        model.train()
        begin = time.perf_counter()
        order = torch.randperm(count)
        for start in range(0, count, BATCH):
            part = order[start : start + BATCH]
            loss = nn.functional.cross_entropy(model(normalised(pixels["train"][part])), truth["train"][part])
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
        speed = count / (time.perf_counter() - begin)
        model.eval()
        accuracy = (outputs(model, pixels["val"]).argmax(1) == truth["val"]).float().mean().item()
        best = max(best, accuracy)
        print(f"  theirs {epoch}/{epochs}: {speed:.2f} photos/s, accuracy {accuracy:.4f}", flush=True)
    return speed, best


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--result", type=Path)
    options = parser.parse_args()

    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    pixels = {split: photos(options.folder, split) for split in ("train", "val")}
    labels = json.loads((options.folder / "labels.json").read_text(encoding="utf-8"))
    truth = {split: torch.tensor(values) for split, values in labels.items()}
    model = network(options.folder / "model.safetensors")
    frozen_speed, frozen_cpu_speed, head = frozen(model, pixels, truth, options.folder)
    tuned_speed, accuracy = tuned(model, pixels, truth, options.epochs)
    figures = {
        "side": "torchvision",
        "seed": options.seed,
        "frozenPhotosPerSecond": frozen_speed,
        "frozenPhotosPerCpuSecond": frozen_cpu_speed,
        "headAccuracy": head,
        "tunedPhotosPerSecond": tuned_speed,
        "tunedAccuracy": accuracy,
        "peakMegabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(f"  {figures}", flush=True)
    if options.result:
        options.result.write_text(json.dumps(figures), encoding="utf-8")


if __name__ == "__main__":
    main()
