package dev.graft.predictor.serving.watch;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** One thread for work that nobody waits for. A bounded number of pieces wait for it; what finds no room is not done. */
public final class Aside implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Aside.class);
    private static final int MOST_WAITING = 64;

    private final ThreadPoolExecutor thread;

    /** Its thread has this name and does not keep the process alive. */
    public Aside(String name) {
        thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), work -> {
            Thread made = new Thread(work, name);
            made.setDaemon(true);
            made.setPriority(Thread.MIN_PRIORITY);
            return made;
        });
    }

    /** False when there is no room for the work, which is not done then. */
    public boolean offer(Runnable work) {
        try {
            thread.execute(() -> run(work));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private static void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.errorf(e, "work beside the answers failed");
        }
    }

    /** What waits is not done any more. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
