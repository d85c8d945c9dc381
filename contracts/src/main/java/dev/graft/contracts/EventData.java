package dev.graft.contracts;

/** The payload of an event; every payload names the task that it belongs to, which is also the record's key. */
public interface EventData {
    String task();
}
