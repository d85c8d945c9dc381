package dev.graft.launcher.process;

import java.time.Duration;

/** The waiting for a process to be ready: until it is, until it ends, or until a deadline. */
public final class Probe {

    static final int TIMEOUT_MILLIS = 1_000;

    private static final Duration INTERVAL = Duration.ofMillis(60);

    /** What the wait ended with. */
    public enum Outcome {
        READY,
        /** The process ended before it was ready. */
        ENDED,
        /** The deadline passed; the process is alive. */
        TOO_LATE
    }

    private Probe() {}

    public static Outcome await(ProcessHandle process, Readiness readiness, Duration deadline)
            throws InterruptedException {
        long end = System.nanoTime() + deadline.toNanos();
        while (!readiness.isReady()) {
            if (Ending.isGoneWithin(process, INTERVAL)) {
                return Outcome.ENDED;
            }
            if (System.nanoTime() > end) {
                return Outcome.TOO_LATE;
            }
        }
        return Liveness.isGone(process) ? Outcome.ENDED : Outcome.READY;
    }
}
