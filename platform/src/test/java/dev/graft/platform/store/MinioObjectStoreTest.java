package dev.graft.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.contracts.event.ObjectRef;
import dev.graft.platform.json.Hashes;
import dev.graft.platform.store.ObjectStore.ByteRange;
import dev.graft.platform.store.ObjectStore.StoredObject;
import io.minio.MinioClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MinioObjectStoreTest {
    private static final String TEXT = "text/plain";

    @TempDir
    static Path folder;

    private static RealStore server;

    private final ObjectStore store = server.store();
    private final String prefix = UUID.randomUUID() + "/";

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = new RealStore(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void finds_what_was_put() {
        ObjectRef ref = store.put(prefix + "a.txt", bytes("hello"), TEXT);

        assertThat(store.find(prefix + "a.txt").orElseThrow().content()).isEqualTo(bytes("hello"));
        assertThat(ref.bytes()).isEqualTo(5);
        assertThat(ref.sha256()).isEqualTo("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
        assertThat(store.stat(ref.uri()).orElseThrow().bytes()).isEqualTo(5);
    }

    @Test
    void finds_nothing_where_nothing_lies() {
        assertThat(store.find(prefix + "none")).isEmpty();
        assertThat(store.stat(store.uri(prefix + "none"))).isEmpty();
        assertThatThrownBy(() -> store.open(store.uri(prefix + "none"))).isInstanceOf(StoreException.Missing.class);
        store.delete(prefix + "none");
    }

    @Test
    void creates_only_where_nothing_lies() {
        assertThat(store.createIfAbsent(prefix + "once", bytes("first"), TEXT)).isTrue();
        assertThat(store.createIfAbsent(prefix + "once", bytes("second"), TEXT)).isFalse();

        assertThat(store.find(prefix + "once").orElseThrow().content()).isEqualTo(bytes("first"));
    }

    @Test
    void needs_no_bucket_to_begin_with() {
        ObjectStore fresh = server.storeIn("fresh-" + UUID.randomUUID());

        assertThat(fresh.find("a")).isEmpty();
        assertThat(fresh.list("a/")).isEmpty();
        assertThat(server.storeIn("fresh-" + UUID.randomUUID()).createIfAbsent("a/1", bytes("1"), TEXT))
                .isTrue();
    }

    @Test
    void lets_many_create_the_bucket_at_once() {
        String bucket = "fresh-" + UUID.randomUUID();

        List<CompletableFuture<Boolean>> writes = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> server.storeIn(bucket).createIfAbsent("a/" + i, bytes("1"), TEXT)))
                .toList();

        assertThat(writes).allMatch(CompletableFuture::join);
        assertThat(server.storeIn(bucket).list("a/")).hasSize(8);
    }

    @Test
    void replaces_only_the_state_that_was_read() {
        store.put(prefix + "alias", bytes("1"), TEXT);
        StoredObject read = store.find(prefix + "alias").orElseThrow();

        String next = store.replaceIfMatch(prefix + "alias", read.etag(), bytes("2"), TEXT)
                .orElseThrow();

        assertThat(store.replaceIfMatch(prefix + "alias", read.etag(), bytes("3"), TEXT))
                .isEmpty();
        assertThat(store.find(prefix + "alias").orElseThrow().content()).isEqualTo(bytes("2"));
        assertThat(store.find(prefix + "alias").orElseThrow().etag()).isEqualTo(next);
        assertThat(store.replaceIfMatch(prefix + "gone", next, bytes("4"), TEXT))
                .isEmpty();
    }

    @Test
    void reads_no_more_than_allowed() {
        store.put(prefix + "big", new byte[2_000], TEXT);

        assertThatThrownBy(() -> store.find(prefix + "big", 1_999)).isInstanceOf(StoreException.TooLarge.class);
        assertThat(store.find(prefix + "big", 2_000)).isPresent();
    }

    @Test
    void lists_keys_and_folders() {
        store.put(prefix + "x/1", bytes("1"), TEXT);
        store.put(prefix + "x/2", bytes("2"), TEXT);
        store.put(prefix + "y/1", bytes("3"), TEXT);

        assertThat(store.list(prefix)).containsExactly(prefix + "x/1", prefix + "x/2", prefix + "y/1");
        assertThat(store.listFolders(prefix)).containsExactlyInAnyOrder("x", "y");
    }

    @Test
    void shows_every_object_with_its_bytes() {
        store.put(prefix + "x/1", new byte[3], TEXT);
        store.put(prefix + "x/y/2", new byte[5], TEXT);
        Map<String, Long> seen = new TreeMap<>();

        store.scan(prefix + "x/", seen::put);

        assertThat(seen).containsExactly(Map.entry(prefix + "x/1", 3L), Map.entry(prefix + "x/y/2", 5L));
    }

    @Test
    void downloads_only_what_was_promised() throws IOException {
        byte[] content = new byte[3 << 20];
        new Random(7).nextBytes(content);
        Path file = Files.write(folder.resolve("upload.bin"), content);
        ObjectRef ref = store.put(prefix + "file", file, "application/octet-stream");
        Path target = folder.resolve("download.bin");

        store.download(ref.uri(), ref.sha256(), content.length, target);

        assertThat(target).hasBinaryContent(content);
        Path refused = folder.resolve("refused.bin");
        assertThatThrownBy(() -> store.download(ref.uri(), "0".repeat(64), content.length, refused))
                .isInstanceOf(StoreException.ChecksumMismatch.class);
        assertThatThrownBy(() -> store.download(ref.uri(), ref.sha256(), content.length - 1L, refused))
                .isInstanceOf(StoreException.TooLarge.class);
        assertThat(refused).doesNotExist();
    }

    @Test
    void downloads_some_bytes_to_a_place_of_their_own() throws IOException {
        byte[] content = new byte[3 << 20];
        new Random(9).nextBytes(content);
        ObjectRef ref = store.put(prefix + "ranges", content, "application/octet-stream");
        Path target = folder.resolve("some.bin");
        byte[] middle = Arrays.copyOfRange(content, 1_000, 2_000_000);
        byte[] end = Arrays.copyOfRange(content, content.length - 8, content.length);

        store.download(ref.uri(), new ByteRange(content.length - 8, 8, 1_999_000, Hashes.sha256(end)), target);
        store.download(ref.uri(), new ByteRange(1_000, middle.length, 0, Hashes.sha256(middle)), target);

        assertThat(target).hasBinaryContent(bytes(middle, end));
        assertThatThrownBy(() -> store.download(ref.uri(), new ByteRange(0, 8, 0, "0".repeat(64)), target))
                .isInstanceOf(StoreException.ChecksumMismatch.class);
    }

    private static byte[] bytes(byte[] one, byte[] other) {
        byte[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }

    @Test
    void lets_several_fetch_the_same_object_to_the_same_place() throws Exception {
        byte[] content = new byte[1 << 20];
        new Random(8).nextBytes(content);
        ObjectRef ref = store.put(prefix + "shared", content, "application/octet-stream");
        Path target = Files.createDirectory(folder.resolve("shared")).resolve("file");

        List<CompletableFuture<Void>> all = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> store.download(ref.uri(), ref.sha256(), content.length, target)))
                .toList();
        all.forEach(CompletableFuture::join);

        assertThat(target).hasBinaryContent(content);
        assertThat(target.getParent()).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void tells_a_wrong_secret_from_a_store_that_is_away() {
        assertThatThrownBy(() -> server.storeWithWrongSecret().find("any")).isInstanceOf(StoreException.Refused.class);

        ObjectStore away = new MinioObjectStore(
                MinioClient.builder()
                        .endpoint("http://127.0.0.1:1")
                        .region("us-east-1")
                        .credentials("a", "b")
                        .build(),
                "any");
        assertThatThrownBy(() -> away.find("any")).isInstanceOf(StoreException.Unavailable.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
