package dev.graft.trainer.train;

import java.time.Duration;

/** Whether the service is about to end. */
public interface Shutdown {
    boolean isRequested();

    /**
     * Waits.
     *
     * @throws RunInterrupted when the service is about to end, before or meanwhile
     */
    void pause(Duration time);
}
