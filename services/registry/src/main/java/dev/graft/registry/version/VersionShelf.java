package dev.graft.registry.version;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventData;
import dev.graft.contracts.document.ModelVersion;
import dev.graft.contracts.event.ModelFolder;
import java.util.Optional;

/** The stored versions of each model, with the signature of and the decision on each. All are written once. */
public interface VersionShelf {

    /** A run's version. */
    default Optional<ModelVersion> read(String task, int number) {
        return look(task, number)
                .filter(ShelvedVersion.OfRun.class::isInstance)
                .map(version -> ((ShelvedVersion.OfRun) version).version());
    }

    /** Whatever has that number. */
    Optional<ShelvedVersion> look(String name, int number);

    /**
     * Claims the version's number for its run.
     *
     * @return false when another version has that number
     */
    boolean claim(ModelVersion version);

    /** Signs a version's files, unless that is done, or no key is configured. */
    void sign(String task, int number, ModelFolder model);

    /** Whether a version has the signature that readers ask for; always true where no key is configured. */
    boolean isSigned(String task, int number);

    /** Signs a version's files anew, whatever signature it had. */
    void signAgain(String task, int number, ModelFolder model);

    /** Claims the number for a version that no run made; as {@link #claim(ModelVersion)}. */
    boolean claim(String name, ForeignVersion version);

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
