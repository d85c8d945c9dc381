package dev.graft.platform.store;

import io.minio.MinioClient;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the bucket can be reached, which also creates it at the first start. */
@Readiness
@ApplicationScoped
public class StoreHealth implements AsyncHealthCheck {
    @Inject
    MinioClient client;

    @Inject
    StoreConfig config;

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom().item(this::probe).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private HealthCheckResponse probe() {
        var response = HealthCheckResponse.named("object-store")
                .withData("endpoint", config.endpoint().toString())
                .withData("bucket", config.bucket());
        try {
            new Bucket(client, config.bucket()).ensure();
            return response.up().build();
        } catch (StoreException e) {
            return response.down().withData("reason", e.getMessage()).build();
        }
    }
}
