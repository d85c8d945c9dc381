package dev.graft.contracts;

import org.jspecify.annotations.Nullable;

/** The payload of an event; every payload names the task that it belongs to, which is, but of traffic, also the record's key. */
public interface EventData {
    String task();

    /** The run that it is about; null: none, or none yet. */
    default @Nullable String runId() {
        return null;
    }

    /**
     * The partition of its topic that its record goes to, 0 to {@link EventType#PARTITIONS} − 1; null: that of its key,
     * which keeps the events of a task in order.
     */
    default @Nullable Integer partition() {
        return null;
    }
}
