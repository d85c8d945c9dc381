package dev.graft.dataprep.journal;

import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.dataprep.journal.JournalEntry.BatchTaken;
import dev.graft.platform.step.Steps;

/**
 * Tells the world what the journal holds: every entry at least once, in order. The journal itself is the list of what
 * has to be told, so a crash between writing and telling loses nothing. Called with the data set's lock held.
 */
public final class Announcer {
    private final Journal journal;
    private final Steps steps;
    private final EventSink sink;

    public Announcer(Journal journal, Steps steps, EventSink sink) {
        this.journal = journal;
        this.steps = steps;
        this.sink = sink;
    }

    /** Announces what has not been announced yet. */
    public void announce(Dataset dataset) {
        dataset.announce(recorded -> publish(dataset.task(), recorded));
    }

    /** Announces an entry once more, for a producer that announced its batch once more. */
    public void announceAgain(Dataset dataset, long sequence) {
        boolean wasAnnounced = dataset.isAnnounced(sequence);
        announce(dataset);
        if (wasAnnounced) {
            journal.at(dataset.task(), sequence).ifPresent(recorded -> publish(dataset.task(), recorded));
        }
    }

    /** Leaves a note of what is announced, so that the next process need not repeat it. */
    public void note(Dataset dataset) {
        dataset.noteAnnounced();
    }

    private void publish(String task, Recorded recorded) {
        Event<?> event = recorded.event();
        if (recorded.entry() instanceof BatchTaken batch) {
            event = steps.conclude(StoreLayout.batchManifest(task, batch.batchId()), new Steps.Outcome(event, batch));
        }
        sink.publish(event);
    }
}
