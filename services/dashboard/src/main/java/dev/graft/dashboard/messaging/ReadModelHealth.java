package dev.graft.dashboard.messaging;

import dev.graft.dashboard.readmodel.ReadModel;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the read model holds all that had happened before this process started. */
@Readiness
@ApplicationScoped
public class ReadModelHealth implements HealthCheck {
    private final CatchUp catchUp;
    private final ReadModel model;

    public ReadModelHealth(CatchUp catchUp, ReadModel model) {
        this.catchUp = catchUp;
        this.model = model;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("read-model")
                .withData("partitions-behind", catchUp.missing())
                .withData("revision", model.revision());
        return catchUp.isDone()
                ? response.up().build()
                : response.down()
                        .withData("reason", "it still reads what had happened before it started")
                        .build();
    }
}
