package dev.graft.registry.openlineage.http;

import dev.graft.registry.openlineage.ReceiverState;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Well when the receiver of OpenLineage events takes what it is sent. The registry is live and ready without: nothing else
 * waits for it.
 */
@Wellness
@ApplicationScoped
public class ReceiverHealth implements HealthCheck {
    private final ReceiverState state;

    public ReceiverHealth(ReceiverState state) {
        this.state = state;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("openlineage-receiver")
                .status(state.absence().isEmpty());
        state.absence()
                .ifPresent(absence -> response.withData(
                                "away-since", absence.since().toString())
                        .withData("tries", absence.tries())
                        .withData("reason", absence.reason()));
        return response.build();
    }
}
