package dev.graft.evaluator;

import dev.graft.evaluator.environment.Machine;
import dev.graft.learning.device.Environment;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Starts the engine in the background, so that neither the service's start nor its first verdict waits for it. */
@ApplicationScoped
public class WarmUp {
    private static final Logger LOG = Logger.getLogger(WarmUp.class);

    private final Machine machine;

    public WarmUp(Machine machine) {
        this.machine = machine;
    }

    void onStart(@Observes StartupEvent start) {
        Thread thread = new Thread(this::look, "engine-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private void look() {
        Environment environment = machine.environment();
        if (environment.usable()) {
            LOG.infof("environment\n%s", environment);
        } else {
            LOG.errorf("nothing can be evaluated on this machine\n%s", environment);
        }
    }
}
