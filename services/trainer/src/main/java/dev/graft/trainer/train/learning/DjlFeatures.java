package dev.graft.trainer.train.learning;

import ai.djl.engine.EngineException;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.text.TextEmbedder;
import dev.graft.learning.text.TextInput;
import dev.graft.trainer.check.FeaturesFailed;
import dev.graft.trainer.check.FrozenFeatures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Frozen features by the learning library on this machine's device. */
public final class DjlFeatures implements FrozenFeatures {
    private final DeviceChoice device;
    private final KeptBackbones backbones;

    public DjlFeatures(DeviceChoice device, KeptBackbones backbones) {
        this.device = device;
        this.backbones = backbones;
    }

    @Override
    public Open open(String backbone, int tokens) {
        try {
            return new Loaded(TextEmbedder.load(backbones.find(backbone).texts(), tokens, device));
        } catch (EngineException e) {
            throw new FeaturesFailed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Loaded(TextEmbedder embedder) implements Open {
        @Override
        public float[][] of(List<TextInput> texts) {
            try {
                return embedder.embed(texts);
            } catch (EngineException e) {
                throw new FeaturesFailed(e);
            }
        }

        @Override
        public void close() {
            embedder.close();
        }
    }
}
