package dev.graft.trainer.train.storage;

import dev.graft.contracts.document.StoredBackbone;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.image.backbone.ImageBackboneFiles;
import dev.graft.learning.image.backbone.ImageBackbones;
import dev.graft.platform.model.BackboneFolders;
import dev.graft.platform.model.ModelFolders;
import dev.graft.platform.store.ObjectStore;
import dev.graft.trainer.train.learning.Backbone;
import dev.graft.trainer.train.learning.FurtherBackbones;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;

/** The backbones in the object store, each a {@link StoredBackbone} behind its files. */
public final class StoredBackbones implements FurtherBackbones {
    private final BackboneFolders backbones;

    public StoredBackbones(ObjectStore store, ModelFolders folders) {
        this.backbones = new BackboneFolders(store, folders);
    }

    /** Those whose files are there; one that is being put there is not. */
    @Override
    public SortedSet<String> names() {
        return backbones.names();
    }

    @Override
    public Optional<Backbone> read(String name) {
        return backbones.read(name, (stored, folder) -> read(name, stored, folder));
    }

    private static Backbone read(String name, StoredBackbone stored, Path folder) throws IOException {
        return ImageBackbones.isFolder(folder)
                ? Backbone.of(images(name, stored, ImageBackbones.folder(folder)))
                : Backbone.of(texts(name, stored, Backbones.folder(folder)));
    }

    private static BackboneFiles texts(String name, StoredBackbone stored, BackboneFiles files) {
        return new BackboneFiles(
                name,
                files.config(),
                files.weights(),
                files.tokenizer(),
                stored.origin(),
                stored.licence(),
                files.normalised());
    }

    private static ImageBackboneFiles images(String name, StoredBackbone stored, ImageBackboneFiles files) {
        return new ImageBackboneFiles(
                name, files.config(), files.preprocessing(), files.weights(), stored.origin(), stored.licence());
    }
}
