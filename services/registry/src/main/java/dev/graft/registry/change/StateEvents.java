package dev.graft.registry.change;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import dev.graft.contracts.event.ModelChanged;
import dev.graft.platform.event.Events;
import dev.graft.platform.json.Hashes;
import dev.graft.platform.json.Json;
import dev.graft.registry.label.Stage;
import dev.graft.registry.search.ModelRecord;
import dev.graft.registry.search.ModelState;
import dev.graft.registry.search.VersionRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Models' states as events, and back. An event's id is a hash of the state, so that equal states have equal ids. */
public final class StateEvents {
    /** About 0.5 MB at the usual length of a version; the longest that is allowed fits into a record. */
    static final int MAX_VERSIONS = 1_000;

    /** Room for what a version may hold at most, many times over; a state that needs more leaves out older versions. */
    private static final int MAX_BYTES = 3 << 20;

    private final Events events;

    public StateEvents(Events events) {
        this.events = events;
    }

    /** @throws java.util.NoSuchElementException when there is no such model */
    public Event<ModelChanged> of(ModelState state) {
        ModelChanged data = data(state);
        return events.onRequest(place(data), data);
    }

    /** The id that the state's event has. */
    String id(ModelState state) {
        return Hashes.id(EventType.MODEL_CHANGED.type(), place(data(state)));
    }

    private static String place(ModelChanged data) {
        return data.task() + "/" + Hashes.sha256(Json.bytes(data));
    }

    /** @throws java.util.NoSuchElementException when there is no such model */
    public static ModelChanged data(ModelState state) {
        ModelRecord model = state.record().orElseThrow();
        int listed = Math.min(model.versions().size(), MAX_VERSIONS);
        ModelChanged data = data(state, model, listed);
        while (listed > 0 && Json.bytes(data).length > MAX_BYTES) {
            listed /= 2;
            data = data(state, model, listed);
        }
        return data;
    }

    private static ModelChanged data(ModelState state, ModelRecord model, int listed) {
        int omitted = model.versions().size() - listed;
        return new ModelChanged(
                model.name(),
                model.createdAt(),
                model.updatedAt(),
                model.description(),
                model.tags(),
                model.aliases(),
                model.live(),
                state.moves(),
                state.registered(),
                model.versions().stream()
                        .skip(omitted)
                        .map(StateEvents::version)
                        .toList(),
                omitted);
    }

    private static ModelChanged.Version version(VersionRecord version) {
        return new ModelChanged.Version(
                version.number(),
                version.createdAt(),
                version.updatedAt(),
                version.description(),
                version.tags(),
                ModelChanged.Stage.valueOf(version.stage().name()),
                version.source(),
                version.runId(),
                version.runLink(),
                version.summary(),
                version.ofRun() ? ModelChanged.Origin.RUN : ModelChanged.Origin.BY_HAND);
    }

    /** The state that an event tells; empty where it leaves something out. */
    public static Optional<ModelState> state(ModelChanged data) {
        return data.versionsOmitted() > 0
                ? Optional.empty()
                : Optional.of(new ModelState(data.task(), data.registered(), data.moves(), Optional.of(record(data))));
    }

    private static ModelRecord record(ModelChanged data) {
        return new ModelRecord(
                data.task(),
                data.createdAt(),
                data.updatedAt(),
                data.description(),
                data.tags(),
                new TreeMap<>(data.aliases()),
                data.champion(),
                data.versions().stream().map(version -> record(data, version)).toList());
    }

    private static VersionRecord record(ModelChanged data, ModelChanged.Version version) {
        List<String> aliases = data.aliases().entrySet().stream()
                .filter(alias -> alias.getValue() == version.version())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return new VersionRecord(
                data.task(),
                version.version(),
                version.createdAt(),
                version.updatedAt(),
                version.description(),
                version.tags(),
                Stage.valueOf(version.stage().name()),
                version.source(),
                version.runId(),
                version.runLink(),
                version.summary(),
                version.origin() == ModelChanged.Origin.RUN,
                aliases);
    }
}
