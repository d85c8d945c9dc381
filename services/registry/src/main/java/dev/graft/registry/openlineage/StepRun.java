package dev.graft.registry.openlineage;

import dev.graft.contracts.Event;
import org.jspecify.annotations.Nullable;

/**
 * One run of a step.
 *
 * @param id unique among the runs of its step
 * @param batch what set off the chain of events that it belongs to; null: a person did
 */
record StepRun(String task, Step step, String id, @Nullable String batch) {
    /** The run that an event tells of, and that no other event does. */
    static StepRun of(Event<?> event, Step step) {
        return of(event, step, event.id());
    }

    static StepRun of(Event<?> event, Step step, String id) {
        return new StepRun(event.data().task(), step, id, event.correlationId());
    }
}
