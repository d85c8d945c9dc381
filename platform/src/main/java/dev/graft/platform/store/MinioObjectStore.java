package dev.graft.platform.store;

import dev.graft.contracts.event.ObjectRef;
import dev.graft.platform.json.Hashes;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.UploadObjectArgs;
import io.minio.messages.Item;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** {@link ObjectStore} over the MinIO client, which speaks to any S3 server. */
public final class MinioObjectStore implements ObjectStore {
    /** One request up to here: a multipart upload ignores conditions on some servers. */
    private static final long PART_BYTES = 512L << 20;

    private static final long FILE_PART_BYTES = 128L << 20;
    private static final int BUFFER_BYTES = 1 << 16;

    private final MinioClient client;
    private final String bucket;
    private final Bucket own;

    public MinioObjectStore(MinioClient client, String bucket) {
        this.client = client;
        this.bucket = bucket;
        this.own = new Bucket(client, bucket);
    }

    @Override
    public String uri(String key) {
        return new S3Uri(bucket, key).toString();
    }

    @Override
    public Optional<StoredObject> find(String key, long maxBytes) {
        S3Uri at = new S3Uri(bucket, key);
        return S3Calls.orEmptyWhenMissing(at, () -> {
            try (var response = client.getObject(get(at))) {
                byte[] content = readBounded(response, at, maxBytes);
                return new StoredObject(content, unquoted(response.headers().get("ETag")));
            }
        });
    }

    @Override
    public Optional<ObjectStat> stat(String uri) {
        S3Uri at = S3Uri.parse(uri);
        return S3Calls.orEmptyWhenMissing(at, () -> {
            var stat = client.statObject(StatObjectArgs.builder()
                    .bucket(at.bucket())
                    .object(at.key())
                    .build());
            return new ObjectStat(stat.size(), unquoted(stat.etag()));
        });
    }

    @Override
    public InputStream open(String uri) {
        S3Uri at = S3Uri.parse(uri);
        return S3Calls.call(at, () -> client.getObject(get(at)));
    }

    @Override
    public ObjectRef put(String key, byte[] content, String contentType) {
        write(key, content, contentType, Map.of());
        return new ObjectRef(uri(key), Hashes.sha256(content), content.length);
    }

    @Override
    public ObjectRef put(String key, Path file, String contentType) {
        return S3Calls.call(
                new S3Uri(bucket, key),
                () -> own.call(() -> {
                    String sha256 = checksum(file);
                    client.uploadObject(UploadObjectArgs.builder()
                            .bucket(bucket)
                            .object(key)
                            .filename(file.toString(), FILE_PART_BYTES)
                            .contentType(contentType)
                            .build());
                    return new ObjectRef(uri(key), sha256, Files.size(file));
                }));
    }

    private static String checksum(Path file) throws IOException {
        MessageDigest digest = Hashes.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            while (in.read(buffer) >= 0) {
                // The digest sees every byte.
            }
        }
        return Hashes.hex(digest.digest());
    }

    @Override
    public boolean createIfAbsent(String key, byte[] content, String contentType) {
        return write(key, content, contentType, Map.of("If-None-Match", "*")).isPresent();
    }

    @Override
    public Optional<String> replaceIfMatch(String key, String etag, byte[] content, String contentType) {
        return write(key, content, contentType, Map.of("If-Match", "\"" + etag + "\""));
    }

    private Optional<String> write(String key, byte[] content, String contentType, Map<String, String> conditions) {
        S3Uri at = new S3Uri(bucket, key);
        return S3Calls.orEmptyWhenConditionFails(
                at,
                () -> own.call(() -> {
                    var response = client.putObject(
                            PutObjectArgs.builder().bucket(bucket).object(key).headers(conditions).stream(
                                            new ByteArrayInputStream(content), content.length, PART_BYTES)
                                    .contentType(contentType)
                                    .build());
                    return unquoted(response.etag());
                }));
    }

    @Override
    public List<String> list(String prefix) {
        return items(prefix, true).stream().map(Item::objectName).sorted().toList();
    }

    @Override
    public List<String> listFolders(String prefix) {
        return items(prefix, false).stream()
                .filter(Item::isDir)
                .map(item -> item.objectName()
                        .substring(prefix.length(), item.objectName().length() - 1))
                .toList();
    }

    /** The sizes come with the listing; no page of it is kept. */
    @Override
    public void scan(String prefix, ObjLongConsumer<String> visitor) {
        S3Uri at = new S3Uri(bucket, prefix);
        S3Calls.call(
                at,
                () -> own.call(() -> {
                    for (Result<Item> item : listing(prefix, true)) {
                        visitor.accept(item.get().objectName(), item.get().size());
                    }
                    return at;
                }));
    }

    private Iterable<Result<Item>> listing(String prefix, boolean recursive) {
        return client.listObjects(ListObjectsArgs.builder()
                .bucket(bucket)
                .prefix(prefix)
                .recursive(recursive)
                .build());
    }

    private List<Item> items(String prefix, boolean recursive) {
        S3Uri at = new S3Uri(bucket, prefix);
        return S3Calls.call(
                at,
                () -> own.call(() -> {
                    List<Item> found = new ArrayList<>();
                    for (Result<Item> item : listing(prefix, recursive)) {
                        found.add(item.get());
                    }
                    return found;
                }));
    }

    @Override
    public void delete(String key) {
        S3Uri at = new S3Uri(bucket, key);
        S3Calls.orEmptyWhenMissing(at, () -> {
            client.removeObject(
                    RemoveObjectArgs.builder().bucket(bucket).object(key).build());
            return key;
        });
    }

    @Override
    public void download(String uri, String sha256, long maxBytes, Path target) {
        S3Uri at = S3Uri.parse(uri);
        MessageDigest digest = Hashes.sha256();
        // Of this call alone: several processes may fetch the same object into the same folder.
        Path part = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            S3Calls.call(at, () -> {
                digest.reset();
                Files.createDirectories(target.toAbsolutePath().getParent());
                try (InputStream in = new DigestInputStream(bounded(client.getObject(get(at)), at, maxBytes), digest)) {
                    Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
                }
                return part;
            });
            String actual = Hashes.hex(digest.digest());
            if (!actual.equals(sha256)) {
                throw new StoreException.ChecksumMismatch(uri, sha256, actual);
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            discard(part);
        }
    }

    @Override
    public void download(String uri, ByteRange range, Path target) {
        S3Uri at = S3Uri.parse(uri);
        MessageDigest digest = Hashes.sha256();
        GetObjectArgs some = GetObjectArgs.builder()
                .bucket(at.bucket())
                .object(at.key())
                .offset(range.from())
                .length(range.bytes())
                .build();
        S3Calls.call(at, () -> {
            digest.reset();
            try (InputStream in = new DigestInputStream(bounded(client.getObject(some), at, range.bytes()), digest);
                    OutputStream out = place(target, range.at())) {
                return in.transferTo(out);
            }
        });
        String actual = Hashes.hex(digest.digest());
        if (!actual.equals(range.sha256())) {
            throw new StoreException.ChecksumMismatch(uri, range.sha256(), actual);
        }
    }

    private static OutputStream place(Path file, long at) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        return Channels.newOutputStream(channel.position(at));
    }

    private static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GetObjectArgs get(S3Uri at) {
        return GetObjectArgs.builder().bucket(at.bucket()).object(at.key()).build();
    }

    private static byte[] readBounded(InputStream in, S3Uri at, long maxBytes) throws IOException {
        byte[] content = in.readNBytes(Math.toIntExact(maxBytes + 1));
        if (content.length > maxBytes) {
            throw new StoreException.TooLarge(at.toString(), content.length, maxBytes);
        }
        return content;
    }

    private static InputStream bounded(InputStream in, S3Uri at, long maxBytes) {
        return new BoundedInputStream(in, at.toString(), maxBytes);
    }

    private static String unquoted(@Nullable String etag) {
        return etag == null ? "" : etag.replace("\"", "");
    }
}
