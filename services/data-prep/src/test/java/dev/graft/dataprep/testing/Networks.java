package dev.graft.dataprep.testing;

import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.StoredBackbone;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.dataprep.check.learning.StoredNetworks;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.image.ChannelOrder;
import dev.graft.learning.image.Preprocessing;
import dev.graft.learning.image.Resampling;
import dev.graft.learning.image.backbone.ImageBackboneConfig;
import dev.graft.learning.image.backbone.ImageBackboneFiles;
import dev.graft.learning.image.backbone.ImageBackbones;
import dev.graft.learning.image.backbone.ImageFamily;
import dev.graft.platform.json.Json;
import dev.graft.platform.model.BackboneFolders;
import dev.graft.platform.model.ModelFolders;
import io.quarkus.runtime.configuration.MemorySize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Networks for pictures in an object store. */
public final class Networks {
    /** The one name that the fixture's declarations know a backbone in the store by. */
    public static final String NAME = "own-bert";

    private Networks() {}

    /** What reads the networks of a store. */
    public static StoredNetworks in(MemoryStore store, Clock clock) {
        return new StoredNetworks(new BackboneFolders(store, folders(store, clock)), DeviceChoice.CPU);
    }

    /** A network with random weights for pictures of that side. */
    public static ImageBackboneFiles random(int side) {
        Preprocessing preprocessing = new Preprocessing(
                side, Resampling.BILINEAR, side, ChannelOrder.RGB, List.of(.5, .5, .5), List.of(.5, .5, .5));
        return ImageBackbones.random(ImageBackboneConfig.torchvision(ImageFamily.SQUEEZENET1_0, 0), preprocessing, 5);
    }

    /** Puts a network into a store. */
    public static void put(MemoryStore store, ImageBackboneFiles network, Path folder) {
        try {
            ImageBackbones.write(network, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ModelFolder files =
                folders(store, Clock.systemUTC()).upload(folder, StoreLayout.backboneUploadPrefix(NAME, "1"));
        StoredBackbone manifest = new StoredBackbone(NAME, "test", "apache-2.0", files);
        store.put(StoreLayout.backboneManifest(NAME), Json.bytes(manifest), "application/json");
    }

    private static ModelFolders folders(MemoryStore store, Clock clock) {
        return new ModelFolders(store, new Cache(), clock);
    }

    private record Cache() implements ModelFolders.Config {
        @Override
        public Path cache() {
            return Path.of("target", "networks");
        }

        @Override
        public MemorySize cacheSize() {
            return new MemorySize(BigInteger.valueOf(1 << 28));
        }

        @Override
        public MemorySize maxFileSize() {
            return cacheSize();
        }
    }
}
