package dev.graft.dataprep.snapshot.timer;

import dev.graft.dataprep.DataPrepConfig;
import dev.graft.dataprep.snapshot.KeepSnapshots;
import dev.graft.platform.store.StoreException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Looks after the data sets a few times a second, on one thread of its own. What goes wrong is logged and tried again at
 * the next tick: everything that a tick does can be done again.
 */
@ApplicationScoped
public class SnapshotTimer {
    private static final Logger LOG = Logger.getLogger(SnapshotTimer.class);
    private static final long LOGGED_AGAIN_AFTER_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final KeepSnapshots keepSnapshots;
    private final DataPrepConfig config;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "snapshot-timer"));
    private long nextCatchUp = System.nanoTime();
    private long silentUntil = System.nanoTime();

    public SnapshotTimer(KeepSnapshots keepSnapshots, DataPrepConfig config) {
        this.keepSnapshots = keepSnapshots;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        long tick = config.tick().toMillis();
        var ticks = executor.scheduleWithFixedDelay(this::tick, 0, tick, TimeUnit.MILLISECONDS);
        LOG.debugf("looking every %d ms: %s", tick, ticks);
    }

    void stop(@Observes ShutdownEvent event) {
        executor.shutdownNow();
    }

    private void tick() {
        try {
            if (System.nanoTime() - nextCatchUp >= 0) {
                keepSnapshots.catchUp();
                nextCatchUp = System.nanoTime() + config.catchUp().toNanos();
            } else {
                keepSnapshots.tick();
            }
        } catch (StoreException.Unavailable e) {
            sayNowAndThen(e);
        } catch (RuntimeException e) {
            LOG.error("a look at the data sets failed; the next one tries again", e);
        }
    }

    private void sayNowAndThen(StoreException.Unavailable e) {
        if (System.nanoTime() - silentUntil >= 0) {
            LOG.warnf("snapshots wait for the object store: %s", e.getMessage());
            silentUntil = System.nanoTime() + LOGGED_AGAIN_AFTER_NANOS;
        }
    }
}
