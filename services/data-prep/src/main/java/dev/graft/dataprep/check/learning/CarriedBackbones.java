package dev.graft.dataprep.check.learning;

import ai.djl.engine.EngineException;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.check.FeaturesFailed;
import dev.graft.dataprep.check.FrozenFeatures;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.text.TextEmbedder;
import dev.graft.learning.text.TextInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The backbones that data-prep carries; the one that was asked last stays in memory, about 100 MB. For another one, such as
 * one in the object store, the default one stands in: what it says of a batch is weaker, but not wrong. Thread-safe.
 */
public final class CarriedBackbones implements FrozenFeatures<String> {
    private static final int MAX_TOKENS = 128;

    private final DeviceChoice device;
    private @Nullable Loaded last;

    public CarriedBackbones(DeviceChoice device) {
        this.device = device;
    }

    @Override
    public synchronized Source<String> of(String backbone) {
        String carried = Backbones.available().contains(backbone) ? backbone : Task.DEFAULT_BACKBONE;
        Loaded loaded = last;
        if (loaded != null && loaded.backbone().equals(carried)) {
            return loaded;
        }
        if (loaded != null) {
            last = null;
            loaded.embedder().close();
        }
        loaded = load(carried);
        last = loaded;
        return loaded;
    }

    private Loaded load(String backbone) {
        try {
            BackboneFiles files = Backbones.named(backbone);
            return new Loaded(backbone, files.config().layers(), TextEmbedder.load(files, MAX_TOKENS, device));
        } catch (EngineException e) {
            throw new FeaturesFailed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Loaded(String backbone, int layers, TextEmbedder embedder) implements Source<String> {
        @Override
        public float[][] of(List<String> texts) {
            try {
                return embedder.embed(texts.stream().map(TextInput::of).toList());
            } catch (EngineException e) {
                throw new FeaturesFailed(e);
            }
        }
    }
}
