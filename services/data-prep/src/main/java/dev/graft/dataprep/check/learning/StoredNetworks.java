package dev.graft.dataprep.check.learning;

import ai.djl.engine.EngineException;
import dev.graft.dataprep.check.FeaturesFailed;
import dev.graft.dataprep.check.FrozenFeatures;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.image.RgbImage;
import dev.graft.learning.image.backbone.ImageBackboneFiles;
import dev.graft.learning.image.backbone.ImageBackbones;
import dev.graft.learning.imagemodel.ImageEmbedder;
import dev.graft.platform.model.BackboneFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The networks for images in the object store; the one that was asked last stays in memory, 14 MB of MobileNetV2 and up to
 * 100 MB. Thread-safe.
 */
public final class StoredNetworks implements FrozenFeatures<RgbImage> {
    private final BackboneFolders backbones;
    private final DeviceChoice device;
    private @Nullable Loaded last;

    public StoredNetworks(BackboneFolders backbones, DeviceChoice device) {
        this.backbones = backbones;
        this.device = device;
    }

    /** @throws FeaturesFailed when the store has no such network, or one that cannot be used */
    @Override
    public synchronized Source<RgbImage> of(String backbone) {
        Loaded loaded = last;
        if (loaded != null && loaded.backbone().equals(backbone)) {
            return loaded;
        }
        if (loaded != null) {
            last = null;
            loaded.embedder().close();
        }
        loaded = load(backbone);
        last = loaded;
        return loaded;
    }

    private Loaded load(String backbone) {
        try {
            ImageBackboneFiles files = backbones
                    .read(backbone, (stored, folder) -> network(folder))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the object store has no backbone '" + backbone + "' (graft backbone puts one there)"));
            return new Loaded(backbone, files.config().stages() - 1, ImageEmbedder.load(files, device));
        } catch (IllegalArgumentException | EngineException e) {
            throw new FeaturesFailed(e);
        }
    }

    private static ImageBackboneFiles network(Path folder) throws IOException {
        if (!ImageBackbones.isFolder(folder)) {
            throw new IllegalArgumentException("it reads texts, not images");
        }
        return ImageBackbones.folder(folder);
    }

    private record Loaded(String backbone, int layers, ImageEmbedder embedder) implements Source<RgbImage> {
        @Override
        public float[][] of(List<RgbImage> pictures) {
            try {
                return embedder.embed(pictures);
            } catch (EngineException e) {
                throw new FeaturesFailed(e);
            }
        }
    }
}
