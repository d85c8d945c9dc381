package dev.graft.platform.store;

import io.minio.MinioClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;

/** Builds the store's client from configuration. */
@ApplicationScoped
public class StoreProducer {
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
                .connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(transfer, TimeUnit.MILLISECONDS)
                .writeTimeout(transfer, TimeUnit.MILLISECONDS)
                .build();
        return MinioClient.builder()
                .endpoint(config.endpoint().toString())
                .region(config.region())
                .credentials(config.accessKey(), config.secretKey())
                .httpClient(http, true)
                .build();
    }
}
