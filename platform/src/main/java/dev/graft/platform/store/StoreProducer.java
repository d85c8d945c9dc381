package dev.graft.platform.store;

import io.minio.MinioClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/** Builds the store's client from configuration. */
@ApplicationScoped
public class StoreProducer {
    /**
     * Shorter than a store or a balancer before it keeps an idle connection (30 s and more): a write that meets a
     * connection which the other side is closing fails, for the MinIO client repeats none.
     */
    private static final Duration IDLE_CONNECTION = Duration.ofSeconds(15);

    private static final int IDLE_CONNECTIONS = 5;

    @Produces
    @Singleton
    ObjectStore objectStore(MinioClient client, StoreConfig config) {
        return new MinioObjectStore(client, config.bucket());
    }

    @Produces
    @Singleton
    MinioClient minioClient(StoreConfig config) {
        long transfer = config.transferTimeout().toMillis();
        OkHttpClient http = new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_CONNECTION.toMillis(), TimeUnit.MILLISECONDS))
                .connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(transfer, TimeUnit.MILLISECONDS)
                .writeTimeout(transfer, TimeUnit.MILLISECONDS)
                .eventListenerFactory(StoreSpan::of)
                .build();
        return MinioClient.builder()
                .endpoint(config.endpoint().toString())
                .region(config.region())
                .credentials(config.accessKey(), config.secretKey())
                .httpClient(http, true)
                .build();
    }
}
