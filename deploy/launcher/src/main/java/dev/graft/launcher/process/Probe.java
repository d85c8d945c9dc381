package dev.graft.launcher.process;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The waiting for a process to be ready: until it is, until it ends, or until a deadline. */
public final class Probe {

    static final int TIMEOUT_MILLIS = 1_000;

    private static final long INTERVAL_MILLIS = 50;

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
            if (endsWithin(process, INTERVAL_MILLIS)) {
                return Outcome.ENDED;
            }
            if (System.nanoTime() > end) {
                return Outcome.TOO_LATE;
            }
        }
        return process.isAlive() ? Outcome.READY : Outcome.ENDED;
    }

    private static boolean endsWithin(ProcessHandle process, long millis) throws InterruptedException {
        try {
            process.onExit().get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot wait for process " + process.pid(), e);
        }
    }
}
