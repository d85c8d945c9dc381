package dev.graft.platform.store;

import io.minio.BucketExistsArgs;
import io.minio.MakeBucketArgs;
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

    /** Creates the bucket where it is missing; somebody who creates it at the same time is no error. */
    static void ensureBucket(MinioClient client, String bucket) {
        S3Uri at = new S3Uri(bucket, "");
        S3Calls.call(at, () -> {
            if (!client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build())) {
                client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
            }
            return bucket;
        });
    }
}
