package dev.graft.evaluator.environment.http;

import dev.graft.evaluator.environment.Machine;
import dev.graft.learning.device.Environment;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready unless the engine cannot compute here. While it starts, events are taken and wait for it. */
@Readiness
@ApplicationScoped
public class EnvironmentHealth implements HealthCheck {
    private final Machine machine;

    public EnvironmentHealth(Machine machine) {
        this.machine = machine;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("environment");
        Optional<Environment> known = machine.known();
        if (known.isEmpty()) {
            return response.up().withData("engine", "starting").build();
        }
        Environment environment = known.get();
        response.withData("engine", environment.engine() + " " + environment.engineVersion())
                .withData("natives", environment.natives())
                .withData("device", environment.device())
                .withData("threads", environment.threads());
        environment.problems().stream()
                .filter(Environment.Problem::fatal)
                .findFirst()
                .ifPresent(problem -> response.withData("reason", problem.what() + " " + problem.remedy()));
        return response.status(environment.usable()).build();
    }
}
