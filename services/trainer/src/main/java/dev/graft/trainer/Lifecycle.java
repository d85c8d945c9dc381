package dev.graft.trainer;

import dev.graft.contracts.task.Task;
import dev.graft.learning.device.Environment;
import dev.graft.trainer.environment.Machines;
import dev.graft.trainer.train.Learner;
import dev.graft.trainer.train.RunInterrupted;
import dev.graft.trainer.train.RunMonitor;
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
 * Begins and ends the service. At the start the machine is examined and the default backbone read, in the background, so
 * that the first run need not wait for them; at the end a run in progress stops at its next step, has a few seconds for
 * that, and goes on from its checkpoint after the next start, or elsewhere.
 */
@ApplicationScoped
public class Lifecycle implements Shutdown {
    private static final Logger LOG = Logger.getLogger(Lifecycle.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Before the channels close, which wait for the record in work. */
    private static final int FIRST = 1;

    private final TrainerConfig config;
    private final WorkFolders folders;
    private final Machines machines;
    private final Learner learner;
    private final RunMonitor monitor;
    private final CountDownLatch ending = new CountDownLatch(1);

    public Lifecycle(
            TrainerConfig config, WorkFolders folders, Machines machines, Learner learner, RunMonitor monitor) {
        this.config = config;
        this.folders = folders;
        this.machines = machines;
        this.learner = learner;
        this.monitor = monitor;
    }

    void onStart(@Observes @Priority(FIRST) StartupEvent start) {
        folders.sweep();
        if (config.warmUp()) {
            Thread warmUp = new Thread(this::warmUp, "warm-up");
            warmUp.setDaemon(true);
            warmUp.start();
        }
        Runtime.getRuntime().addShutdownHook(new Thread(ending::countDown, "stop-training"));
    }

    private void warmUp() {
        Environment environment = machines.here().environment();
        LOG.infof("environment:%n%s", environment);
        if (environment.usable()) {
            learner.backbone(Task.DEFAULT_BACKBONE);
        }
    }

    void onDelay(@Observes ShutdownDelayInitiatedEvent end) {
        ending.countDown();
    }

    void onStop(@Observes @Priority(FIRST) ShutdownEvent end) throws InterruptedException {
        ending.countDown();
        if (!monitor.awaitIdle(PATIENCE)) {
            LOG.warnf("a run has not let go within %s; it goes on after the next start all the same", PATIENCE);
        }
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
