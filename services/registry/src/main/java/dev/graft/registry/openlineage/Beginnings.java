package dev.graft.registry.openlineage;

import java.util.Optional;
import java.util.UUID;

/**
 * Remembers when runs began: several events may tell of a run's beginning, in no certain order, and one is to be taken for
 * ever. Thread-safe, and shared by all processes.
 */
public interface Beginnings {
    /** Keeps when and with which file a batch was announced, until its outcome asks. */
    void announce(String task, Beginning announcement);

    /** What the event {@code eventId} announced. */
    Optional<Beginning> announced(String task, String eventId);

    /** The beginning that counts: the first that was ever claimed for the run. */
    Beginning claim(UUID run, Beginning candidate);
}
