package dev.graft.launcher.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.launcher.process.Ending;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalMeshTest {

    @TempDir
    Path folder;

    @Test
    void keeps_topics_and_objects_when_broker_and_store_are_killed_and_restarted() throws Exception {
        try (LocalMesh mesh = LocalMesh.in(folder).only("broker", "store").start()) {
            createTopic(mesh, "kept");
            put(mesh, "kept");

            mesh.broker().kill9();
            mesh.store().kill9();
            mesh.broker().restart();
            mesh.store().restart();

            assertThat(topics(mesh)).contains("kept");
            assertThat(objects(mesh)).isEqualTo(1);
            assertThat(mesh.store().stop()).isEqualTo(Ending.STOPPED);
        }
    }

    private static void createTopic(LocalMesh mesh, String name) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", mesh.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get(10, TimeUnit.SECONDS);
        }
    }

    private static Iterable<String> topics(LocalMesh mesh) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", mesh.bootstrapServers()))) {
            return admin.listTopics().names().get(10, TimeUnit.SECONDS);
        }
    }

    private static MinioClient client(LocalMesh mesh) {
        return MinioClient.builder()
                .endpoint(mesh.storeEndpoint())
                .credentials(mesh.accessKey(), mesh.secretKey())
                .region("us-east-1")
                .build();
    }

    private static void put(LocalMesh mesh, String key) throws Exception {
        client(mesh)
                .putObject(PutObjectArgs.builder().bucket(mesh.bucket()).object(key).stream(
                                new ByteArrayInputStream(new byte[] {1}), 1, -1)
                        .build());
    }

    private static int objects(LocalMesh mesh) throws Exception {
        int count = 0;
        for (var item : client(mesh)
                .listObjects(ListObjectsArgs.builder().bucket(mesh.bucket()).build())) {
            item.get();
            count++;
        }
        return count;
    }
}
