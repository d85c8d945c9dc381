package dev.graft.platform.store;

import dev.graft.contracts.event.ObjectRef;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjLongConsumer;

/**
 * The object store as the mesh uses it. Keys lie in the mesh's bucket; URIs ({@code s3://bucket/key}) may name another
 * bucket that the credentials can read. Thread-safe. All methods throw {@link StoreException}.
 */
public interface ObjectStore {

    /** {@code s3://<the mesh's bucket>/<key>}. */
    String uri(String key);

    /** @throws StoreException.TooLarge when the object has more than {@code maxBytes} */
    Optional<StoredObject> find(String key, long maxBytes);

    /** Small documents: at most 16 MiB. */
    default Optional<StoredObject> find(String key) {
        return find(key, 16L << 20);
    }

    Optional<ObjectStat> stat(String uri);

    /** The object's bytes as they come; the caller closes the stream. */
    InputStream open(String uri);

    /** Writes whatever lay there before. */
    ObjectRef put(String key, byte[] content, String contentType);

    /** Writes a file whatever lay there before; the checksum is taken while reading. */
    ObjectRef put(String key, Path file, String contentType);

    /**
     * Writes only where nothing lies yet ({@code If-None-Match: *}).
     *
     * @return false when somebody was first
     */
    boolean createIfAbsent(String key, byte[] content, String contentType);

    /**
     * Writes only over the state that was read ({@code If-Match}).
     *
     * @return the new entity tag; empty when the object was changed or deleted meanwhile
     */
    Optional<String> replaceIfMatch(String key, String etag, byte[] content, String contentType);

    /** Keys below a prefix, at any depth, in the order of their UTF-8 bytes. */
    List<String> list(String prefix);

    /** Shows every object below a prefix, at any depth, with its bytes. */
    default void scan(String prefix, ObjLongConsumer<String> visitor) {
        list(prefix).forEach(key -> stat(uri(key)).ifPresent(stat -> visitor.accept(key, stat.bytes())));
    }

    /** Names of the folders directly below a prefix that ends in a slash. */
    List<String> listFolders(String prefix);

    /** Deletes; nothing happens when there is nothing. */
    void delete(String key);

    /**
     * Fetches into a file that appears only when it is whole and its checksum right.
     *
     * @param maxBytes more are not read
     */
    void download(String uri, String sha256, long maxBytes, Path target);

    /**
     * Fetches some of an object's bytes into a file at a place of their own; what else the file holds stays. Bytes of
     * another checksum may be left there.
     */
    void download(String uri, ByteRange range, Path target);

    /**
     * Some bytes of an object.
     *
     * @param from the first one
     * @param bytes how many, at least 1
     * @param at where in a file they go
     */
    record ByteRange(long from, long bytes, long at, String sha256) {}

    /** What was read, with the entity tag to replace it by. */
    record StoredObject(byte[] content, String etag) {}

    /** Size in bytes and entity tag. */
    record ObjectStat(long bytes, String etag) {}
}
