package dev.graft.predictor.serving;

import dev.graft.predictor.serving.AnswerRequest.Overloaded;
import dev.graft.predictor.serving.AnswerRequest.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;

/**
 * Requests that wait for their turn and are computed together. The thread of a request that is the first of its task, when
 * a turn is free, computes for itself and for those of the task that wait behind it; so a request that meets nobody is
 * computed at once, and under load batches grow by themselves. The task whose first request has waited longest is next.
 * Thread-safe, and without threads of its own.
 */
final class MicroBatches {
    private final BatchLimits limits;
    private final BiFunction<String, List<Input>, Optional<Table>> model;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Deque<WaitingRequest>> queues = new HashMap<>();
    private int running;

    /** @param model computes the inputs of a task in their order; empty when nothing serves it */
    MicroBatches(BatchLimits limits, BiFunction<String, List<Input>, Optional<Table>> model) {
        this.limits = limits;
        this.model = model;
    }

    /**
     * What the task's model says of the inputs, in their order; empty when nothing serves the task.
     *
     * @throws Overloaded when the turn did not come in time
     */
    Optional<Table> answer(String task, List<Input> inputs) {
        lock.lock();
        try {
            WaitingRequest mine = new WaitingRequest(task, inputs, lock.newCondition());
            queues.computeIfAbsent(task, name -> new ArrayDeque<>()).add(mine);
            wakeNext();
            while (!mine.isDone()) {
                goOn(mine);
            }
            return mine.result();
        } finally {
            lock.unlock();
        }
    }

    /** Requests whose turn has not come. */
    int waiting() {
        lock.lock();
        try {
            return queues.values().stream().mapToInt(Deque::size).sum();
        } finally {
            lock.unlock();
        }
    }

    private void goOn(WaitingRequest mine) {
        if (mine.isTaken()) {
            mine.awaitResult();
            return;
        }
        long delay = delayLeft(mine);
        if (delay <= 0 && mayRun(mine)) {
            compute(take(mine.task()));
            return;
        }
        long patience = mine.left(limits.patience());
        if (patience <= 0 || !mine.await(mayRun(mine) ? Math.min(delay, patience) : patience)) {
            giveUp(mine);
        }
    }

    private boolean mayRun(WaitingRequest mine) {
        return running < limits.concurrency() && queue(mine.task()).peek() == mine;
    }

    private long delayLeft(WaitingRequest mine) {
        int waiting = queue(mine.task()).stream()
                .mapToInt(request -> request.inputs().size())
                .sum();
        return waiting >= limits.inputs() ? 0 : mine.left(limits.delay());
    }

    private void giveUp(WaitingRequest mine) {
        if (!mine.isTaken()) {
            remove(mine);
            wakeNext();
            throw new Overloaded();
        }
    }

    /** The task's first request, and those behind it that fit into its batch. */
    private List<WaitingRequest> take(String task) {
        Deque<WaitingRequest> queue = queue(task);
        List<WaitingRequest> batch = new ArrayList<>();
        int inputs = 0;
        while (!queue.isEmpty()
                && (batch.isEmpty() || inputs + queue.peek().inputs().size() <= limits.inputs())) {
            WaitingRequest next = queue.remove();
            next.taken();
            batch.add(next);
            inputs += next.inputs().size();
        }
        if (queue.isEmpty()) {
            queues.remove(task);
        }
        running++;
        wakeNext();
        return batch;
    }

    /** Computes without the lock, and wakes those whose answers are there and the one whose turn is next. */
    private void compute(List<WaitingRequest> batch) {
        lock.unlock();
        try {
            together(batch);
        } finally {
            lock.lock();
            running--;
            batch.forEach(WaitingRequest::finish);
            wakeNext();
        }
    }

    /** A batch that fails is computed one by one, so that nobody pays for another's input. */
    private void together(List<WaitingRequest> batch) {
        if (batch.size() > 1) {
            try {
                List<Input> inputs = batch.stream()
                        .flatMap(request -> request.inputs().stream())
                        .toList();
                Optional<Table> table = model.apply(batch.get(0).task(), inputs);
                int from = 0;
                for (WaitingRequest request : batch) {
                    int to = from + request.inputs().size();
                    int first = from;
                    request.answered(table.map(all -> all.rows(first, to)));
                    from = to;
                }
                return;
            } catch (RuntimeException e) {
                // Comes again below, for the request whose input it is.
            } catch (Error e) {
                batch.forEach(request -> request.failed(e));
                return;
            }
        }
        batch.forEach(this::alone);
    }

    private void alone(WaitingRequest request) {
        try {
            request.answered(model.apply(request.task(), request.inputs()));
        } catch (RuntimeException | Error e) {
            request.failed(e);
        }
    }

    /** Whoever is first of a task looks whether it is its turn, the one that has waited longest before the others. */
    private void wakeNext() {
        if (running < limits.concurrency()) {
            queues.values().stream()
                    .map(queue -> Objects.requireNonNull(queue.peek()))
                    .sorted((one, other) -> Long.compare(one.since() - other.since(), 0))
                    .forEach(WaitingRequest::wake);
        }
    }

    private Deque<WaitingRequest> queue(String task) {
        return Objects.requireNonNull(queues.get(task));
    }

    private void remove(WaitingRequest mine) {
        Deque<WaitingRequest> queue = queue(mine.task());
        queue.remove(mine);
        if (queue.isEmpty()) {
            queues.remove(mine.task());
        }
    }
}
