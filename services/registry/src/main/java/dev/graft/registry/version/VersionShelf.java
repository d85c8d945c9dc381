package dev.graft.registry.version;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventData;
import dev.graft.contracts.document.ModelVersion;
import java.util.Optional;

/** The stored versions of each model, and the decision on each. Both are written once. */
public interface VersionShelf {

    Optional<ModelVersion> read(String task, int number);

    /**
     * Claims the version's number for its run.
     *
     * @return false when another version has that number
     */
    boolean claim(ModelVersion version);

    Optional<Decision> decision(String task, int number);

    /** The event that announces the decision, where there is one. */
    Optional<Event<?>> decisionEvent(String task, int number);

    /**
     * Decides, unless that is done.
     *
     * @return the event that announces the decision: {@code event}, or that of an earlier decision
     */
    Event<?> decide(Decision decision, Event<? extends EventData> event);
}
