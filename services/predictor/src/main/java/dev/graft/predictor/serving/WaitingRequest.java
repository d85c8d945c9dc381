package dev.graft.predictor.serving;

import dev.graft.predictor.serving.AnswerRequest.Table;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * A request between its arrival and its answer. All of it is used under the lock of its condition, but for what came of it,
 * which whoever computes it writes before it is finished under that lock.
 */
final class WaitingRequest {
    private final String task;
    private final List<Input> inputs;
    private final Condition changed;
    private final long since = System.nanoTime();
    private boolean taken;
    private boolean done;
    private @Nullable Optional<Table> answer;
    private @Nullable Throwable failure;

    WaitingRequest(String task, List<Input> inputs, Condition changed) {
        this.task = task;
        this.inputs = inputs;
        this.changed = changed;
    }

    String task() {
        return task;
    }

    List<Input> inputs() {
        return inputs;
    }

    /** When it came, in nanoseconds of {@link System#nanoTime()}. */
    long since() {
        return since;
    }

    /** What is left of a time that began when it came, in nanoseconds; 0 or less: nothing. */
    long left(Duration whole) {
        return whole.toNanos() - (System.nanoTime() - since);
    }

    /** It belongs to a batch now, and whoever took it answers it. */
    void taken() {
        taken = true;
    }

    boolean isTaken() {
        return taken;
    }

    boolean isDone() {
        return done;
    }

    void answered(Optional<Table> table) {
        answer = table;
    }

    void failed(Throwable reason) {
        failure = reason;
    }

    void wake() {
        changed.signal();
    }

    /** What came of it is there. */
    void finish() {
        done = true;
        changed.signal();
    }

    /** Waits for a turn; false: the thread was interrupted, which it still knows afterwards. */
    boolean await(long nanos) {
        try {
            changed.awaitNanos(nanos);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits for whoever took it. */
    void awaitResult() {
        changed.awaitUninterruptibly();
    }

    /** The answer, or what kept it from coming, thrown. */
    Optional<Table> result() {
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (answer == null) {
            throw new IllegalStateException("there is no answer yet");
        }
        return answer;
    }
}
