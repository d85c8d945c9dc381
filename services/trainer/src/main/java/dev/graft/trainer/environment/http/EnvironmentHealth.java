package dev.graft.trainer.environment.http;

import dev.graft.learning.device.Environment;
import dev.graft.trainer.environment.Machines;
import dev.graft.trainer.plan.Plans.Machine;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready unless the examination found that nothing can be learnt here; while it goes on, a run would wait for it. */
@Readiness
@ApplicationScoped
public class EnvironmentHealth implements HealthCheck {
    private final Machines machines;

    public EnvironmentHealth(Machines machines) {
        this.machines = machines;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("environment");
        Machine machine = machines.known();
        if (machine == null) {
            return response.up().withData("state", "being examined").build();
        }
        Environment environment = machine.environment();
        for (Environment.Problem problem : environment.problems()) {
            response.withData(problem.what(), problem.remedy());
        }
        return response.status(environment.usable())
                .withData("engine", environment.engine() + " " + environment.engineVersion())
                .withData("natives", environment.natives())
                .withData("device", machine.device())
                .withData("threads", environment.threads())
                .withData("gpuDriver", environment.gpuDriver())
                .build();
    }
}
