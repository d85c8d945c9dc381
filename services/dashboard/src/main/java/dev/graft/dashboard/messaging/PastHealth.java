package dev.graft.dashboard.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive as long as the past is being read, or has been. */
@Liveness
@ApplicationScoped
public class PastHealth implements HealthCheck {
    private final CatchUp catchUp;

    public PastHealth(CatchUp catchUp) {
        this.catchUp = catchUp;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("past").status(!catchUp.hasFailed()).build();
    }
}
