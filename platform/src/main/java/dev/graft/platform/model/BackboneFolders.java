package dev.graft.platform.model;

import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.StoredBackbone;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.ObjectStore;
import dev.graft.platform.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The backbones in the object store, each a {@link StoredBackbone} behind its files, which are checked against their
 * checksums and kept on disk as {@link ModelFolders} keeps those of models. Thread-safe.
 */
public final class BackboneFolders {
    private static final String REMEDY =
            "put the whole model into the store under a new name (graft backbone), and declare the task with that";

    private final ObjectStore store;
    private final ModelFolders folders;

    public BackboneFolders(ObjectStore store, ModelFolders folders) {
        this.store = store;
        this.folders = folders;
    }

    /** Makes something of a backbone's files. */
    @FunctionalInterface
    public interface Reader<T> {
        /**
         * @param folder which is gone afterwards
         * @throws IOException where a file is missing or broken
         * @throws IllegalArgumentException where the files are not what is wanted
         */
        T read(StoredBackbone stored, Path folder) throws IOException;
    }

    /** Those whose files are there; one that is being put there is not. */
    public SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(store.listFolders(StoreLayout.BACKBONES));
        names.removeIf(name ->
                store.stat(store.uri(StoreLayout.backboneManifest(name))).isEmpty());
        return names;
    }

    /**
     * What {@code reader} makes of the backbone of that name; empty: there is none.
     *
     * @throws IllegalArgumentException when it is there and cannot be used, saying why
     */
    public <T> Optional<T> read(String name, Reader<T> reader) {
        return store.find(StoreLayout.backboneManifest(name)).map(object -> read(name, object.content(), reader));
    }

    private <T> T read(String name, byte[] manifest, Reader<T> reader) {
        try {
            StoredBackbone stored = parse(manifest);
            Path folder = folders.fetch(stored.folder());
            try {
                return reader.read(stored, folder);
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
