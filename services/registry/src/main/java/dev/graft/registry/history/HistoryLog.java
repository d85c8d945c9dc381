package dev.graft.registry.history;

import java.util.Optional;

/**
 * The stored history of each model: entries are added at the end and never changed.
 *
 * <p>An entry is the commit point of its move: once it is there, the move has happened, and alias, decision and event
 * follow from it.
 */
public interface HistoryLog {

    Optional<HistoryEntry> read(String task, long sequence);

    /**
     * Adds an entry under its move's number.
     *
     * @return false when another entry has that number
     */
    boolean claim(HistoryEntry entry);
}
