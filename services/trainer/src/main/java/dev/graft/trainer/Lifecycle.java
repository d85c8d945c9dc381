package dev.graft.trainer;

import dev.graft.trainer.environment.Machines;
import dev.graft.trainer.train.RunInterrupted;
import dev.graft.trainer.train.Shutdown;
import dev.graft.trainer.train.WorkFolders;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Begins and ends the service. At the start the machine is examined, in the background, so that the first run need not
 * wait for the engine; at the end a run in progress stops at its next step and goes on from its checkpoint elsewhere.
 */
@ApplicationScoped
public class Lifecycle implements Shutdown {
    private static final Logger LOG = Logger.getLogger(Lifecycle.class);

    /** Before the channels close, which wait for the record in work. */
    private static final int FIRST = 1;

    private final WorkFolders folders;
    private final Machines machines;
    private final CountDownLatch ending = new CountDownLatch(1);

    public Lifecycle(WorkFolders folders, Machines machines) {
        this.folders = folders;
        this.machines = machines;
    }

    void onStart(@Observes @Priority(FIRST) StartupEvent start) {
        folders.sweep();
        Thread look = new Thread(
                () -> LOG.infof("environment:%n%s", machines.here().environment()), "environment-check");
        look.setDaemon(true);
        look.start();
        Runtime.getRuntime().addShutdownHook(new Thread(ending::countDown, "stop-training"));
    }

    void onDelay(@Observes ShutdownDelayInitiatedEvent end) {
        ending.countDown();
    }

    void onStop(@Observes @Priority(FIRST) ShutdownEvent end) {
        ending.countDown();
    }

    @Override
    public boolean isRequested() {
        return ending.getCount() == 0;
    }

    @Override
    public void pause(Duration time) {
        try {
            if (ending.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new RunInterrupted();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunInterrupted();
        }
    }
}
