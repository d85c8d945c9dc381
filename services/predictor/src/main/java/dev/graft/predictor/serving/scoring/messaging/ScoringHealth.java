package dev.graft.predictor.serving.scoring.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Whether requests from the topic are answered: as with every channel, what stopped it is mended by a new start. */
@Liveness
@ApplicationScoped
public class ScoringHealth implements HealthCheck {
    private final ScoringFeed feed;

    public ScoringHealth(ScoringFeed feed) {
        this.feed = feed;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("prediction-scoring");
        return feed.failure()
                .map(reason -> response.down().withData("stopped", reason).build())
                .orElseGet(() -> response.up().build());
    }
}
