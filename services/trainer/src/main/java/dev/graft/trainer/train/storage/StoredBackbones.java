package dev.graft.trainer.train.storage;

import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.StoredBackbone;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.image.backbone.ImageBackboneFiles;
import dev.graft.learning.image.backbone.ImageBackbones;
import dev.graft.platform.json.Json;
import dev.graft.platform.model.ModelFolders;
import dev.graft.platform.store.ObjectStore;
import dev.graft.platform.store.StoreException;
import dev.graft.trainer.train.learning.Backbone;
import dev.graft.trainer.train.learning.FurtherBackbones;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The backbones in the object store, each a {@link StoredBackbone} behind its files. */
public final class StoredBackbones implements FurtherBackbones {
    private static final String REMEDY =
            "put the whole model into the store under a new name (graft backbone), and declare the task with that";

    private final ObjectStore store;
    private final ModelFolders folders;

    public StoredBackbones(ObjectStore store, ModelFolders folders) {
        this.store = store;
        this.folders = folders;
    }

    /** Those whose files are there; one that is being put there is not. */
    @Override
    public SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(store.listFolders(StoreLayout.BACKBONES));
        names.removeIf(name ->
                store.stat(store.uri(StoreLayout.backboneManifest(name))).isEmpty());
        return names;
    }

    @Override
    public Optional<Backbone> read(String name) {
        return store.find(StoreLayout.backboneManifest(name)).map(object -> read(name, object.content()));
    }

    private Backbone read(String name, byte[] manifest) {
        try {
            StoredBackbone stored = parse(manifest);
            Path folder = folders.fetch(stored.folder());
            try {
                return ImageBackbones.isFolder(folder)
                        ? Backbone.of(images(name, stored, ImageBackbones.folder(folder)))
                        : Backbone.of(texts(name, stored, Backbones.folder(folder)));
            } finally {
                folders.release(folder);
            }
        } catch (IOException
                | IllegalArgumentException
                | StoreException.Missing
                | StoreException.ChecksumMismatch
                | StoreException.TooLarge e) {
            throw new IllegalArgumentException(
                    "the backbone '" + name + "' in the object store cannot be used: " + e.getMessage() + "; " + REMEDY,
                    e);
        }
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

    /** Manifests may be written by hand, so nothing of them is taken for granted. */
    private static StoredBackbone parse(byte[] manifest) throws IOException {
        StoredBackbone stored = Json.mapper().readValue(manifest, StoredBackbone.class);
        if (lacks(stored.name(), stored.origin(), stored.licence(), stored.folder())
                || lacks(stored.folder().uri())
                || stored.folder().files().stream().anyMatch(file -> lacks(file.path(), file.sha256()))) {
            throw new IllegalArgumentException("its manifest lacks one of name, origin, licence, folder.uri, and a path"
                    + " and a sha256 for each of folder.files");
        }
        return stored;
    }

    private static boolean lacks(@Nullable Object... fields) {
        return Stream.of(fields).anyMatch(Objects::isNull);
    }
}
