package dev.graft.launcher.process;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How a process ended when it was asked to: by itself, or killed after the bound. */
public enum Ending {
    /** It stopped on SIGTERM within the bound. */
    STOPPED,
    /** It was killed: SIGTERM did not end it in time, or a kill was what was asked for. */
    KILLED;

    private static final Duration KILL_BOUND = Duration.ofSeconds(10);

    /** SIGTERM, then SIGKILL once {@code bound} has passed; returns when the process is gone. */
    public static Ending stop(ProcessHandle process, Duration bound) throws InterruptedException {
        process.destroy();
        if (gone(process, bound)) {
            return STOPPED;
        }
        return kill(process);
    }

    /**
     * SIGKILL; returns when the process is gone.
     *
     * @throws IllegalStateException when the system does not end it, as with a process of another user
     */
    public static Ending kill(ProcessHandle process) throws InterruptedException {
        process.destroyForcibly();
        if (!gone(process, KILL_BOUND)) {
            throw new IllegalStateException("process " + process.pid() + " does not end, even killed");
        }
        return KILLED;
    }

    private static boolean gone(ProcessHandle process, Duration bound) throws InterruptedException {
        try {
            process.onExit().get(bound.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return !process.isAlive();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot wait for process " + process.pid(), e);
        }
    }
}
