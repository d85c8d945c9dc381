package dev.graft.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minio.CopyObjectArgs;
import io.minio.CopySource;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.messages.Item;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStoreTest {

    private static final String BUCKET = StoreProcess.BUCKET;

    @TempDir
    static Path folder;

    private static StoreProcess store;
    private static MinioClient client;

    @BeforeAll
    static void start() throws Exception {
        store = new StoreProcess(folder);
        client = store.client();
    }

    @AfterAll
    static void stop() throws Exception {
        store.close();
    }

    @Test
    void gives_back_what_was_put() throws Exception {
        byte[] bytes = new byte[3_000_000];
        new Random(7).nextBytes(bytes);

        put("round/trip.bin", bytes, Map.of());

        assertThat(get("round/trip.bin")).isEqualTo(bytes);
        assertThat(client.statObject(StatObjectArgs.builder()
                                .bucket(BUCKET)
                                .object("round/trip.bin")
                                .build())
                        .size())
                .isEqualTo(bytes.length);
    }

    @Test
    void gives_a_range_and_takes_an_object_in_parts() throws Exception {
        byte[] bytes = new byte[12 << 20];
        new Random(8).nextBytes(bytes);

        client.putObject(PutObjectArgs.builder().bucket(BUCKET).object("parts/object.bin").stream(
                        new ByteArrayInputStream(bytes), -1, 5 << 20)
                .build());

        assertThat(get("parts/object.bin")).isEqualTo(bytes);
        assertThat(list("parts/")).containsExactly("parts/object.bin");
        try (var stream = client.getObject(GetObjectArgs.builder()
                .bucket(BUCKET)
                .object("parts/object.bin")
                .offset(1_000L)
                .length(10L)
                .build())) {
            assertThat(stream.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 1_000, 1_010));
        }
    }

    @Test
    void lists_copies_and_deletes() throws Exception {
        put("shelf/a", bytes("a"), Map.of());
        put("shelf/b/c", bytes("c"), Map.of());
        client.copyObject(CopyObjectArgs.builder()
                .bucket(BUCKET)
                .object("shelf/d")
                .source(CopySource.builder().bucket(BUCKET).object("shelf/a").build())
                .build());
        client.removeObject(
                RemoveObjectArgs.builder().bucket(BUCKET).object("shelf/a").build());

        assertThat(list("shelf/")).containsExactly("shelf/b/c", "shelf/d");
        assertThat(get("shelf/d")).isEqualTo(bytes("a"));
        assertThatThrownBy(() -> get("shelf/a")).isInstanceOf(ErrorResponseException.class);
    }

    @Test
    void refuses_a_wrong_secret() {
        MinioClient stranger = store.clientWith("not-the-secret-of-this-test");

        assertThatThrownBy(() -> stranger.listObjects(
                                ListObjectsArgs.builder().bucket(BUCKET).build())
                        .iterator()
                        .next()
                        .get())
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        e -> assertThat(e.response().code()).isEqualTo(403));
    }

    @Test
    void creates_only_where_nothing_is() throws Exception {
        put("claim", bytes("first"), Map.of("If-None-Match", "*"));

        assertStatus(412, () -> put("claim", bytes("second"), Map.of("If-None-Match", "*")));
        assertThat(get("claim")).isEqualTo(bytes("first"));
    }

    @Test
    void replaces_only_the_version_that_was_read() throws Exception {
        String first = put("alias", bytes("1"), Map.of());
        String second = put("alias", bytes("2"), Map.of("If-Match", first));

        assertStatus(412, () -> put("alias", bytes("3"), Map.of("If-Match", first)));
        assertThat(put("alias", bytes("3"), Map.of("If-Match", '"' + second + '"')))
                .isNotEqualTo(second);
        assertThat(get("alias")).isEqualTo(bytes("3"));
    }

    @Test
    void lets_one_of_eight_win_a_race_to_create_or_to_replace() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 40; round++) {
                String key = "race/" + round;
                assertThat(winners(pool, key, Map.of("If-None-Match", "*")))
                        .as("create, round %d", round)
                        .isEqualTo(1);
                String seen = client.statObject(StatObjectArgs.builder()
                                .bucket(BUCKET)
                                .object(key)
                                .build())
                        .etag();
                assertThat(winners(pool, key, Map.of("If-Match", seen)))
                        .as("replace, round %d", round)
                        .isEqualTo(1);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void lists_while_others_write_and_delete() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                int id = writer;
                writers.add(pool.submit(() -> {
                    for (int i = 0; i < 50; i++) {
                        String key = "busy/" + id + "/" + i + "/object";
                        put(key, bytes("x"), Map.of());
                        client.removeObject(RemoveObjectArgs.builder()
                                .bucket(BUCKET)
                                .object(key)
                                .build());
                    }
                    return null;
                }));
            }
            while (writers.stream().anyMatch(w -> !w.isDone())) {
                assertThat(list("busy/")).allMatch(key -> key.endsWith("/object"));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void keeps_its_objects_over_a_kill_and_throws_half_received_ones_away() throws Exception {
        put("kept/over/restart", bytes("still here"), Map.of("Content-Type", "text/plain"));
        Path half = Files.writeString(store.data().resolve(BlobFiles.INCOMING).resolve("half"), "half an ob");
        Path halfPutTogether = Files.writeString(
                store.data().resolve(BUCKET).resolve("kept/over/parts-" + UUID.randomUUID()), "half an ob");

        store.killAndRestart();

        assertThat(get("kept/over/restart")).isEqualTo(bytes("still here"));
        assertThat(half).doesNotExist();
        assertThat(halfPutTogether).doesNotExist();
        assertThat(list("kept/")).containsExactly("kept/over/restart");
    }

    private static int winners(ExecutorService pool, String key, Map<String, String> condition) throws Exception {
        List<Future<Boolean>> tries = new ArrayList<>();
        for (int contender = 0; contender < 8; contender++) {
            byte[] content = bytes(key + " by " + contender + " under " + condition);
            tries.add(pool.submit(() -> {
                try {
                    put(key, content, condition);
                    return true;
                } catch (ErrorResponseException e) {
                    assertThat(e.response().code()).isEqualTo(412);
                    return false;
                }
            }));
        }
        int winners = 0;
        for (Future<Boolean> attempt : tries) {
            winners += attempt.get() ? 1 : 0;
        }
        return winners;
    }

    private static String put(String key, byte[] content, Map<String, String> headers) throws Exception {
        return client.putObject(PutObjectArgs.builder().bucket(BUCKET).object(key).headers(headers).stream(
                                new ByteArrayInputStream(content), content.length, -1)
                        .build())
                .etag();
    }

    private static byte[] get(String key) throws Exception {
        try (var stream = client.getObject(
                GetObjectArgs.builder().bucket(BUCKET).object(key).build())) {
            return stream.readAllBytes();
        }
    }

    private static List<String> list(String prefix) throws Exception {
        List<String> names = new ArrayList<>();
        for (Result<Item> item : client.listObjects(ListObjectsArgs.builder()
                .bucket(BUCKET)
                .prefix(prefix)
                .recursive(true)
                .build())) {
            names.add(item.get().objectName());
        }
        return names;
    }

    private static void assertStatus(int status, org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        e -> assertThat(e.response().code()).isEqualTo(status));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
