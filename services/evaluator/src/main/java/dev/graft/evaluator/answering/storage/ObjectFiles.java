package dev.graft.evaluator.answering.storage;

import dev.graft.contracts.event.ObjectRef;
import dev.graft.platform.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Objects on disk by their checksum: what is there is never fetched again. The least recently used go when the folder is
 * full. Thread-safe; the folder may be shared with other processes.
 */
public final class ObjectFiles {
    private static final int TRIES = 3;

    private final ObjectStore store;
    private final Path folder;
    private final long maxBytes;
    private final long maxObjectBytes;
    private final Clock clock;

    /**
     * A cache in {@code folder}, which need not exist.
     *
     * @param maxBytes of all files; the one that is being read may exceed it
     * @param maxObjectBytes of the largest object that is read at all
     */
    public ObjectFiles(ObjectStore store, Path folder, long maxBytes, long maxObjectBytes, Clock clock) {
        this.store = store;
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.maxObjectBytes = maxObjectBytes;
        this.clock = clock;
    }

    /** Reads a file. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(Path file) throws IOException;
    }

    /**
     * Reads an object from its file, after fetching it where it is not there.
     *
     * @throws IOException from the reader
     * @throws dev.graft.platform.store.StoreException when the object cannot be fetched
     */
    public synchronized <T> T read(ObjectRef object, Reader<T> reader) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Path file = folder.resolve(object.sha256());
            if (!Files.exists(file)) {
                store.download(object.uri(), object.sha256(), maxObjectBytes, file);
                evict(file);
            }
            try {
                T content = reader.read(file);
                Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
                return content;
            } catch (NoSuchFileException e) {
                if (attempt == TRIES) { // Another process made room meanwhile.
                    throw e;
                }
            }
        }
    }

    private void evict(Path keep) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = new ArrayList<>(all.filter(each -> !each.equals(keep)).toList());
        }
        files.sort(Comparator.comparing(ObjectFiles::lastUsed));
        long total =
                Files.size(keep) + files.stream().mapToLong(ObjectFiles::size).sum();
        for (Path oldest : files) {
            if (total <= maxBytes) {
                return;
            }
            total -= size(oldest);
            Files.deleteIfExists(oldest);
        }
    }

    private static FileTime lastUsed(Path file) {
        return orWhenGone(() -> Files.getLastModifiedTime(file), FileTime.fromMillis(0));
    }

    private static long size(Path file) {
        return orWhenGone(() -> Files.size(file), 0L);
    }

    private static <T> T orWhenGone(FileQuestion<T> question, T gone) {
        try {
            return question.ask();
        } catch (NoSuchFileException e) {
            return gone;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface FileQuestion<T> {
        T ask() throws IOException;
    }
}
