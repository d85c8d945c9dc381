package dev.graft.platform.event;

import dev.graft.platform.store.StoreException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Tries again, within a bound, what failed because the object store was away. Anything else is thrown on at once. */
@ApplicationScoped
public class Retry {
    private static final Logger LOG = Logger.getLogger(Retry.class);

    private final RetryConfig config;
    private final MeterRegistry meters;

    public Retry(RetryConfig config, MeterRegistry meters) {
        this.config = config;
        this.meters = meters;
    }

    public void run(String what, Runnable work) {
        call(what, () -> {
            work.run();
            return what;
        });
    }

    public <T> T call(String what, Supplier<T> work) {
        long deadline = System.nanoTime() + config.giveUpAfter().toNanos();
        Duration pause = config.firstPause();
        while (true) {
            try {
                return work.get();
            } catch (StoreException.Unavailable e) {
                if (System.nanoTime() + pause.toNanos() > deadline) {
                    throw e;
                }
                LOG.warnf("%s: %s; next try in %d ms", what, e.getMessage(), pause.toMillis());
                meters.counter("graft.retries").increment();
                sleep(pause, e);
                pause = min(pause.multipliedBy(2), config.longestPause());
            }
        }
    }

    private static void sleep(Duration pause, StoreException.Unavailable cause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cause;
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
