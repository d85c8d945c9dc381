package dev.graft.learning.image.backbone;

import dev.graft.learning.image.Preprocessing;

/** torchvision's names, which are our own; timm has the same ones for residual networks. */
final class TorchvisionLayout implements WeightLayout {

    @Override
    public String nameOf(String own) {
        return own;
    }

    @Override
    public PaddingRule padding() {
        return PaddingRule.TORCH;
    }

    @Override
    public Preprocessing preprocessing() {
        return Preprocessing.torchvision();
    }

    @Override
    public String toString() {
        return "torchvision";
    }
}
