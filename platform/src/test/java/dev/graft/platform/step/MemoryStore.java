package dev.graft.platform.step;

import dev.graft.contracts.event.ObjectRef;
import dev.graft.platform.json.Hashes;
import dev.graft.platform.store.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** An object store in memory that keeps the conditions of writes. */
final class MemoryStore implements ObjectStore {
    private final TreeMap<String, byte[]> objects = new TreeMap<>();

    @Override
    public String uri(String key) {
        return "s3://memory/" + key;
    }

    @Override
    public synchronized Optional<StoredObject> find(String key, long maxBytes) {
        return Optional.ofNullable(objects.get(key)).map(bytes -> new StoredObject(bytes, Hashes.sha256(bytes)));
    }

    @Override
    public Optional<ObjectStat> stat(String uri) {
        return find(key(uri)).map(object -> new ObjectStat(object.content().length, object.etag()));
    }

    @Override
    public InputStream open(String uri) {
        return new ByteArrayInputStream(find(key(uri)).orElseThrow().content());
    }

    @Override
    public synchronized ObjectRef put(String key, byte[] content, String contentType) {
        objects.put(key, content);
        return new ObjectRef(uri(key), Hashes.sha256(content), content.length);
    }

    @Override
    public ObjectRef put(String key, Path file, String contentType) {
        throw new IllegalStateException("not used by these tests");
    }

    @Override
    public synchronized boolean createIfAbsent(String key, byte[] content, String contentType) {
        return objects.putIfAbsent(key, content) == null;
    }

    @Override
    public synchronized Optional<String> replaceIfMatch(String key, String etag, byte[] content, String contentType) {
        if (find(key).filter(object -> object.etag().equals(etag)).isEmpty()) {
            return Optional.empty();
        }
        objects.put(key, content);
        return Optional.of(Hashes.sha256(content));
    }

    @Override
    public synchronized List<String> list(String prefix) {
        return objects.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
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
    public synchronized void delete(String key) {
        objects.remove(key);
    }

    @Override
    public void download(String uri, ByteRange range, Path target) {
        throw new IllegalStateException("not used by these tests");
    }

    @Override
    public void download(String uri, String sha256, long maxBytes, Path target) {
        throw new IllegalStateException("not used by these tests");
    }

    private static String key(String uri) {
        return uri.substring("s3://memory/".length());
    }
}
