package dev.graft.trainer.train;

import dev.graft.learning.train.EpochReport;
import dev.graft.learning.train.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The attempt that is in progress in this process, as it can be watched from other threads. */
public final class RunMonitor {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final Clock clock;
    private final Consumer<Duration> epochs;
    private boolean busy;
    private Instant since = Instant.EPOCH;
    private volatile @Nullable LiveRun current;

    /** @param epochs is told how long each epoch took, on the thread that trains */
    public RunMonitor(Clock clock, Consumer<Duration> epochs) {
        this.clock = clock;
        this.epochs = epochs;
    }

    /**
     * A run in progress.
     *
     * @param attempt the token of its lease
     * @param epochs done, those before a resume included
     * @param progress of the backbone check, then within the epoch; null before the first step
     */
    public record LiveRun(
            String runId,
            long attempt,
            List<EpochReport> epochs,
            @Nullable Progress progress) {
        public LiveRun {
            epochs = List.copyOf(epochs);
        }
    }

    /** The run that is checked or trained now; empty while none is. */
    public Optional<LiveRun> current() {
        return Optional.ofNullable(current);
    }

    /** Waits until no attempt is in progress; false when there still is one at the end of {@code patience}. */
    public boolean awaitIdle(Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (busy && left > 0) {
                left = idle.awaitNanos(left);
            }
            return !busy;
        } finally {
            lock.unlock();
        }
    }

    void attemptBegins() {
        lock.lock();
        try {
            busy = true;
        } finally {
            lock.unlock();
        }
    }

    void attemptEnds() {
        lock.lock();
        try {
            busy = false;
            current = null;
            idle.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void begins(String runId, long attempt, List<EpochReport> epochs) {
        since = clock.instant();
        current = new LiveRun(runId, attempt, epochs, null);
    }

    void progress(Progress progress) {
        LiveRun run = current;
        if (run != null) {
            current = new LiveRun(run.runId(), run.attempt(), run.epochs(), progress);
        }
    }

    void epoch(EpochReport report) {
        Instant now = clock.instant();
        epochs.accept(Duration.between(since, now));
        since = now;
        LiveRun run = current;
        if (run != null) {
            List<EpochReport> epochs =
                    Stream.concat(run.epochs().stream(), Stream.of(report)).toList();
            current = new LiveRun(run.runId(), run.attempt(), epochs, run.progress());
        }
    }
}
