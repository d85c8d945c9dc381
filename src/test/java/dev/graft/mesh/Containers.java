package dev.graft.mesh;

import java.util.stream.Stream;
import org.testcontainers.containers.MinIOContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;

/** Kafka and MinIO as the containers of {@code docker-compose.yml}; they end with the tests' JVM. */
final class Containers {
    private static final String KAFKA = "apache/kafka:4.1.2";
    private static final String MINIO = "minio/minio:RELEASE.2025-09-07T16-13-09Z";

    private Containers() {}

    @SuppressWarnings("resource") // Closed by the shutdown hook, since every test class shares them.
    static Surroundings start() {
        KafkaContainer kafka = new KafkaContainer(KAFKA)
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_MESSAGE_MAX_BYTES", "4194304");
        MinIOContainer minio =
                new MinIOContainer(MINIO).withUserName("graft-tests").withPassword("graft-tests-only");
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> Stream.of(kafka, minio).forEach(container -> container.stop()), "end-containers"));
        Startables.deepStart(kafka, minio).join();
        return new Surroundings(
                kafka.getBootstrapServers(),
                new StoreAccess(minio.getS3URL(), minio.getUserName(), minio.getPassword()));
    }
}
