package dev.graft.registry.openlineage;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventData;
import dev.graft.contracts.EventType;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.contracts.event.ModelRejected;
import dev.graft.contracts.event.ModelRolledBack;
import dev.graft.contracts.event.RunAbandoned;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.event.RunEpochCompleted;
import dev.graft.contracts.event.RunStarted;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.RunEvent;
import java.net.URI;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Turns an event of the mesh into the OpenLineage run events that say the same. Over all events of a mesh, in whichever order
 * and however often each comes, a run has one START and one of COMPLETE, FAIL and ABORT, and START is told first; what is
 * told again is the same to the byte. Thread-safe.
 */
public final class TranslateEvent {
    private final Map<EventType, Function<Event<?>, List<RunEvent>>> tellers = new EnumMap<>(EventType.class);

    /** @param producer names this software and its version in each event */
    public TranslateEvent(URI producer, Names names, Beginnings beginnings, DeclaredTasks tasks) {
        OpenLineage vocabulary = new OpenLineage(producer);
        Artefacts artefacts = new Artefacts(names, tasks, new RowColumns(vocabulary));
        Datasets datasets = new Datasets(vocabulary);
        RunEvents events = new RunEvents(vocabulary, producer, names);
        var preparation = new TellDataPreparation(beginnings, names, artefacts, datasets, events);
        var training = new TellTraining(beginnings, names, artefacts, datasets, events);
        var evaluation = new TellEvaluation(artefacts, datasets, events);
        var registration = new TellRegistration(artefacts, datasets, events);
        on(BatchLabelled.class, preparation::labelled);
        on(BatchAccepted.class, preparation::accepted);
        on(DatasetRejected.class, preparation::rejected);
        on(DatasetPrepared.class, preparation::prepared);
        on(RunStarted.class, training::started);
        on(RunEpochCompleted.class, training::epoch);
        on(RunCompleted.class, training::completed);
        on(RunAbandoned.class, training::abandoned);
        on(ModelEvaluated.class, evaluation::evaluated);
        on(ModelPromoted.class, registration::promoted);
        on(ModelRejected.class, registration::rejected);
        on(ModelRolledBack.class, registration::rolledBack);
    }

    /** The events that say something about a run; of the others nothing is told. */
    public Set<EventType> heard() {
        return Collections.unmodifiableSet(tellers.keySet());
    }

    public List<RunEvent> translate(Event<?> event) {
        return tellers.getOrDefault(event.type(), nothing -> List.of()).apply(event);
    }

    @SuppressWarnings("unchecked") // An event's payload is of the class that its type names.
    private <T extends EventData> void on(Class<T> payload, Function<Event<T>, List<RunEvent>> teller) {
        tellers.put(EventType.of(payload), event -> teller.apply((Event<T>) event));
    }
}
