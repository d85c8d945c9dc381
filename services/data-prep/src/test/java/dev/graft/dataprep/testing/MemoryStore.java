package dev.graft.dataprep.testing;

import dev.graft.contracts.event.ObjectRef;
import dev.graft.platform.json.Hashes;
import dev.graft.platform.store.ObjectStore;
import dev.graft.platform.store.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** An object store in memory that keeps the conditions of writes, and in front of every call asks its {@link Guard}. */
public final class MemoryStore implements ObjectStore {
    private static final String BUCKET = "s3://memory/";

    private final TreeMap<String, byte[]> objects = new TreeMap<>();
    private volatile Guard guard = new Guard() {};

    /** Something that may go wrong around a call. */
    public interface Guard {
        default <T> T around(String call, Supplier<T> work) {
            return work.get();
        }
    }

    public void guardedBy(Guard newGuard) {
        guard = newGuard;
    }

    private <T> T call(String name, Supplier<T> work) {
        return guard.around(name, () -> {
            synchronized (objects) {
                return work.get();
            }
        });
    }

    @Override
    public String uri(String key) {
        return BUCKET + key;
    }

    @Override
    public Optional<StoredObject> find(String key, long maxBytes) {
        return call(
                "find " + key,
                () -> Optional.ofNullable(objects.get(key))
                        .map(bytes -> new StoredObject(bytes, Hashes.sha256(bytes))));
    }

    @Override
    public Optional<ObjectStat> stat(String uri) {
        return call(
                "stat " + uri,
                () -> Optional.ofNullable(objects.get(key(uri)))
                        .map(bytes -> new ObjectStat(bytes.length, Hashes.sha256(bytes))));
    }

    @Override
    public InputStream open(String uri) {
        return new ByteArrayInputStream(bytes(uri));
    }

    @Override
    public ObjectRef put(String key, byte[] content, String contentType) {
        return call("put " + key, () -> {
            objects.put(key, content);
            return new ObjectRef(uri(key), Hashes.sha256(content), content.length);
        });
    }

    @Override
    public ObjectRef put(String key, Path file, String contentType) {
        try {
            return put(key, Files.readAllBytes(file), contentType);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean createIfAbsent(String key, byte[] content, String contentType) {
        return call("create " + key, () -> objects.putIfAbsent(key, content) == null);
    }

    @Override
    public Optional<String> replaceIfMatch(String key, String etag, byte[] content, String contentType) {
        return call("replace " + key, () -> {
            byte[] present = objects.get(key);
            if (present == null || !Hashes.sha256(present).equals(etag)) {
                return Optional.empty();
            }
            objects.put(key, content);
            return Optional.of(Hashes.sha256(content));
        });
    }

    @Override
    public List<String> list(String prefix) {
        return call(
                "list " + prefix,
                () -> objects.keySet().stream()
                        .filter(key -> key.startsWith(prefix))
                        .toList());
    }

    @Override
    public List<String> listFolders(String prefix) {
        return list(prefix).stream()
                .map(key -> key.substring(prefix.length()))
                .filter(rest -> rest.indexOf('/') > 0)
                .map(rest -> rest.substring(0, rest.indexOf('/')))
                .distinct()
                .toList();
    }

    @Override
    public void delete(String key) {
        call("delete " + key, () -> Optional.ofNullable(objects.remove(key)));
    }

    @Override
    public void download(String uri, String sha256, long maxBytes, Path target) {
        byte[] content = bytes(uri);
        if (content.length > maxBytes) {
            throw new StoreException.TooLarge(uri, content.length, maxBytes);
        }
        if (!Hashes.sha256(content).equals(sha256)) {
            throw new StoreException.ChecksumMismatch(uri, sha256, Hashes.sha256(content));
        }
        try {
            Files.write(target, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void download(String uri, ByteRange range, Path target) {
        int from = Math.toIntExact(range.from());
        byte[] content = Arrays.copyOfRange(bytes(uri), from, from + Math.toIntExact(range.bytes()));
        if (!Hashes.sha256(content).equals(range.sha256())) {
            throw new StoreException.ChecksumMismatch(uri, range.sha256(), Hashes.sha256(content));
        }
        try (RandomAccessFile file = new RandomAccessFile(target.toFile(), "rw")) {
            file.seek(range.at());
            file.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] bytes(String uri) {
        return call("get " + uri, () -> Optional.ofNullable(objects.get(key(uri))))
                .orElseThrow(() -> new StoreException.Missing(uri));
    }

    private static String key(String uri) {
        return uri.substring(BUCKET.length());
    }
}
