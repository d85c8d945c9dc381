package dev.graft.launcher.process;

import java.time.Duration;

/** How a process ended when it was asked to: by itself, or killed after the bound. */
public enum Ending {
    /** It stopped on SIGTERM within the bound. */
    STOPPED,
    /** It was killed: SIGTERM did not end it in time, or a kill was what was asked for. */
    KILLED;

    private static final Duration KILL_BOUND = Duration.ofSeconds(10);
    private static final long INTERVAL_MILLIS = 20;

    /** SIGTERM, then SIGKILL once {@code bound} has passed; returns when the process is gone. */
    public static Ending stop(ProcessHandle process, Duration bound) throws InterruptedException {
        process.destroy();
        return isGoneWithin(process, bound) ? STOPPED : kill(process);
    }

    /**
     * SIGKILL; returns when the process is gone.
     *
     * @throws IllegalStateException when the system does not end it, as with a process of another user
     */
    public static Ending kill(ProcessHandle process) throws InterruptedException {
        process.destroyForcibly();
        if (!isGoneWithin(process, KILL_BOUND)) {
            throw new IllegalStateException("process " + process.pid() + " does not end, even killed");
        }
        return KILLED;
    }

    /** Looks often: {@link ProcessHandle#onExit} notices the end of another parent's child up to seconds late. */
    static boolean isGoneWithin(ProcessHandle process, Duration bound) throws InterruptedException {
        long end = System.nanoTime() + bound.toNanos();
        while (!Liveness.isGone(process)) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(INTERVAL_MILLIS);
        }
        return true;
    }
}
