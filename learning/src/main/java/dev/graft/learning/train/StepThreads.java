package dev.graft.learning.train;

import dev.graft.learning.device.GradMode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Threads that take small pieces of a step between them, without gradients. The engine shares one operation among its
 * threads only from some ten thousand numbers on, and waking them costs more than such a piece takes; so each thread
 * here works through whole pieces by itself.
 */
final class StepThreads implements AutoCloseable {

    private final int threads;
    private final ExecutorService helpers;

    /** @param threads that work at once, the calling one included, at least 1 */
    StepThreads(int threads) {
        this.threads = threads;
        this.helpers = Executors.newFixedThreadPool(Math.max(1, threads - 1), work -> {
            Thread thread = new Thread(work, "graft-step");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Calls {@code piece} with each number from 0 to {@code pieces} (exclusive) once, in any order and on any of the
     * threads, and returns when all are done. After a failure no further pieces are begun, and it is thrown.
     */
    void share(int pieces, IntConsumer piece) {
        AtomicInteger next = new AtomicInteger();
        Runnable worker = () -> {
            try (GradMode off = GradMode.off()) {
                for (int i = next.getAndIncrement(); i < pieces; i = next.getAndIncrement()) {
                    piece.accept(i);
                }
            } finally {
                next.set(pieces);
            }
        };
        List<Future<?>> others = new ArrayList<>();
        for (int i = 1; i < Math.min(threads, pieces); i++) {
            others.add(helpers.submit(worker));
        }
        try {
            worker.run();
        } finally {
            others.forEach(StepThreads::await);
        }
    }

    @Override
    public void close() {
        helpers.shutdown();
    }

    private static void await(Future<?> other) {
        boolean interrupted = false;
        while (true) {
            try {
                other.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // the pieces write into weights: leaving them running would spoil what follows
            } catch (ExecutionException e) {
                throw new IllegalStateException("a piece of a step failed", e.getCause());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
