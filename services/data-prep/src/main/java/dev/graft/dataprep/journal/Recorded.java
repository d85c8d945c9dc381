package dev.graft.dataprep.journal;

import dev.graft.contracts.Event;

/** A journal entry with the event that announces it. */
public record Recorded(JournalEntry entry, Event<?> event) {}
