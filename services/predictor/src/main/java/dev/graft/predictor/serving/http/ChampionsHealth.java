package dev.graft.predictor.serving.http;

import dev.graft.contracts.document.ModelVersion;
import dev.graft.predictor.serving.ServedModel;
import dev.graft.predictor.serving.ServedModels;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Which versions serve and what keeps others from it. A broken model does not take the others out of service. */
@Readiness
@ApplicationScoped
public class ChampionsHealth implements HealthCheck {
    private final ServedModels served;

    public ChampionsHealth(ServedModels served) {
        this.served = served;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("champions").up();
        for (ServedModel model : served.all()) {
            response.withData(model.task(), "version " + model.version());
        }
        for (ModelVersion left : served.unloaded()) {
            response.withData(left.task(), "version " + left.version() + ", loaded when somebody asks");
        }
        served.failures().forEach((task, reason) -> response.withData(task + " cannot serve", reason));
        return response.build();
    }
}
