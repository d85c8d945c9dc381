package dev.graft.platform.model;

import dev.graft.contracts.event.ModelFolder;
import dev.graft.platform.store.ObjectStore;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Model folders between disk and object store.
 *
 * <p>Files are kept on disk by their checksum and linked into folders, so a file that many versions share is fetched
 * once, and a file that is there is never fetched again. The least recently used files go when the cache is full.
 * Thread-safe, and the cache may be shared by several processes of one machine.
 */
@ApplicationScoped
public class ModelFolders {
    /** Where models are kept on disk, and how much of them. */
    @ConfigMapping(prefix = "graft.models")
    public interface Config {
        /** The folder of the cache. */
        @WithDefault("${java.io.tmpdir}/graft-models")
        Path cache();

        /** The most bytes that the cache holds. */
        @WithDefault("4G")
        MemorySize cacheSize();

        /** The largest file of a model that is read. */
        @WithDefault("2G")
        MemorySize maxFileSize();
    }

    private static final int TRIES = 3;

    private final ObjectStore store;
    private final Config config;
    private final Clock clock;

    public ModelFolders(ObjectStore store, Config config, Clock clock) {
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Stores every file of a folder.
     *
     * @param prefix key prefix that ends in a slash
     */
    public ModelFolder upload(Path folder, String prefix) {
        List<ModelFolder.File> files = new ArrayList<>();
        for (Path file : filesOf(folder)) {
            String path = folder.relativize(file).toString().replace('\\', '/');
            var object = store.put(prefix + path, file, contentType(path));
            files.add(new ModelFolder.File(path, object.sha256(), object.bytes()));
            remember(file, object.sha256());
        }
        return new ModelFolder(store.uri(prefix), files);
    }

    /**
     * Makes a model's files available below a folder of their own.
     *
     * @return the folder, which the caller may delete when the model is loaded
     * @throws dev.graft.platform.store.StoreException.ChecksumMismatch when a file is not what the model promises
     */
    public synchronized Path fetch(ModelFolder model) {
        try {
            Path folder = Files.createDirectories(config.cache().resolve("folders"));
            Path target = Files.createTempDirectory(folder, "model-");
            try {
                for (ModelFolder.File file : model.files()) {
                    place(target, model.uri(), file);
                }
                return target;
            } catch (IOException | RuntimeException e) {
                release(target);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void place(Path target, String uri, ModelFolder.File file) throws IOException {
        Path wanted = target.resolve(file.path()).normalize();
        if (!wanted.startsWith(target)) {
            throw new IllegalArgumentException("the model's file " + file.path() + " leaves its folder");
        }
        Files.createDirectories(wanted.getParent());
        for (int attempt = 1; ; attempt++) {
            try {
                link(wanted, cached(uri + file.path(), file));
                return;
            } catch (NoSuchFileException e) {
                if (attempt == TRIES) { // Another process made room meanwhile.
                    throw e;
                }
            }
        }
    }

    /** Deletes a folder that {@link #fetch} made; the cache keeps the files. */
    public void release(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path cached(String uri, ModelFolder.File file) throws IOException {
        Path kept = blob(file.sha256());
        if (!Files.exists(kept)) {
            store.download(uri, file.sha256(), config.maxFileSize().asLongValue(), kept);
            evict(kept);
        }
        Files.setLastModifiedTime(kept, FileTime.from(clock.instant()));
        return kept;
    }

    /** A file that was just uploaded is wanted again soon, by the same machine: it is kept, not fetched back. */
    private synchronized void remember(Path file, String sha256) {
        try {
            Path kept = blob(sha256);
            if (!Files.exists(kept)) {
                Files.createDirectories(kept.getParent());
                Path part = Files.createTempFile(kept.getParent(), "part-", "");
                Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
                Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE);
                evict(kept);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path blob(String sha256) {
        return config.cache().resolve("blobs").resolve(sha256);
    }

    private void evict(Path keep) throws IOException {
        List<Path> blobs;
        try (Stream<Path> all = Files.list(keep.getParent())) {
            blobs = new ArrayList<>(all.filter(each -> !each.equals(keep)).toList());
        }
        blobs.sort(Comparator.comparing(ModelFolders::lastUsed));
        long total = Files.size(keep);
        for (Path blob : blobs) {
            total += size(blob);
        }
        for (Path oldest : blobs) {
            if (total <= config.cacheSize().asLongValue()) {
                return;
            }
            total -= size(oldest);
            Files.deleteIfExists(oldest);
        }
    }

    private static FileTime lastUsed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (NoSuchFileException e) {
            return FileTime.fromMillis(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing for a file that another process removed. */
    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private static void link(Path wanted, Path kept) throws IOException {
        try {
            Files.createLink(wanted, kept);
        } catch (UnsupportedOperationException e) {
            Files.copy(kept, wanted);
        }
    }

    private static List<Path> filesOf(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String contentType(String path) {
        return path.endsWith(".json") ? "application/json" : "application/octet-stream";
    }
}
