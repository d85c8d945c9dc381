package dev.graft.dataprep.snapshot;

import dev.graft.contracts.task.Strategy;
import dev.graft.contracts.task.Task;
import dev.graft.contracts.task.Trigger;
import dev.graft.dataprep.journal.DatasetState;
import dev.graft.dataprep.journal.DatasetState.Pending;
import dev.graft.dataprep.task.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When pending batches are due for a snapshot, as a pure function of the journal, the trigger and the time. Without a
 * schedule: as soon as there are enough rows, or a batch that drifted,
 * and it has been quiet for long enough. With one: at a scheduled time at
 * which that was so; a time that passed while nobody looked is made up for, the latest one once.
 */
public final class TriggerPolicy {
    private TriggerPolicy() {}

    /**
     * The pending batches that are worth a snapshot. Those without labels are so only to a task that learns from them, and not
     * before there are labels to learn.
     */
    public static List<Pending> counting(List<Pending> pending, Task task, DatasetState dataset) {
        boolean adapts = task.strategy().kind().equals(Strategy.KIND_DOMAIN_ADAPTATION)
                && !dataset.shards().isEmpty();
        return adapts ? pending : pending.stream().filter(Pending::labelled).toList();
    }

    /**
     * @param pending batches that no snapshot holds yet, oldest first
     * @param lastSnapshot when the last snapshot was made; empty: there is none
     */
    public static boolean isDue(List<Pending> pending, Trigger trigger, Optional<Instant> lastSnapshot, Instant now) {
        if (trigger.schedule() == null) {
            return isReady(pending, trigger, now);
        }
        return Schedule.parse(trigger.schedule())
                .lastUntil(now)
                .filter(time -> lastSnapshot.isEmpty() || time.isAfter(lastSnapshot.get()))
                .filter(time -> isReady(arrivedBy(time, pending), trigger, time))
                .isPresent();
    }

    private static boolean isReady(List<Pending> pending, Trigger trigger, Instant at) {
        if (pending.isEmpty()) {
            return false;
        }
        long rows = pending.stream().mapToLong(Pending::rows).sum();
        Instant newest = pending.get(pending.size() - 1).time();
        Duration quiet = Objects.requireNonNull(trigger.debounce());
        boolean enough = rows >= Objects.requireNonNull(trigger.minimumNewRows());
        return (enough || hasDrifted(pending, trigger.driftLevel()))
                && !newest.plus(quiet).isAfter(at);
    }

    private static boolean hasDrifted(List<Pending> pending, @Nullable Double level) {
        return level != null
                && pending.stream().anyMatch(batch -> batch.driftChance() != null && batch.driftChance() <= level);
    }

    private static List<Pending> arrivedBy(Instant time, List<Pending> pending) {
        return pending.stream().filter(batch -> !batch.time().isAfter(time)).toList();
    }
}
