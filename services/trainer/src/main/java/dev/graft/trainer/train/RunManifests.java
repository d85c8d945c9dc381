package dev.graft.trainer.train;

import dev.graft.contracts.Event;
import java.util.Optional;

/** The manifests that end runs, each written once. */
public interface RunManifests {
    /** The event that announces a run's end, where it has ended. */
    Optional<Event<?>> find(String runId);

    /** What a run's manifest holds beside the event. */
    Optional<RunRecord> record(String runId);

    /** Ends a run, unless somebody was first; returns the event of whoever was. */
    Event<?> conclude(String runId, Event<?> event, RunRecord record);
}
