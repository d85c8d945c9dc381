package dev.graft.registry.version.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.contracts.Event;
import dev.graft.contracts.EventData;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.ModelVersion;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.platform.json.Json;
import dev.graft.platform.step.Steps;
import dev.graft.platform.store.ObjectStore;
import dev.graft.registry.version.Decision;
import dev.graft.registry.version.ForeignVersion;
import dev.graft.registry.version.ShelvedVersion;
import dev.graft.registry.version.VersionShelf;
import java.util.Map;
import java.util.Optional;

/**
 * {@link VersionShelf} over the object store: {@code models/<task>/versions/<n>/version.json}, and beside it {@code
 * decision.json}, a manifest that holds the event which announces the decision, and {@code model.sig}. All under {@code
 * If-None-Match: *}.
 */
public final class StoredVersions implements VersionShelf {
    private static final String SIGNATURE_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";

    /** Holds a version that no run made. */
    private static final String FOREIGN = "foreign";

    private final ObjectStore store;
    private final Steps steps;
    private final Signing signing;

    public StoredVersions(ObjectStore store, Steps steps, Signing signing) {
        this.store = store;
        this.steps = steps;
        this.signing = signing;
    }

    @Override
    public Optional<ShelvedVersion> look(String name, int number) {
        return store.find(StoreLayout.modelVersion(name, number)).map(object -> version(object.content()));
    }

    private static ShelvedVersion version(byte[] content) {
        JsonNode document = Json.read(content, JsonNode.class);
        return document.has(FOREIGN)
                ? Json.mapper().convertValue(document.get(FOREIGN), ForeignVersion.class)
                : new ShelvedVersion.OfRun(Json.mapper().convertValue(document, ModelVersion.class));
    }

    @Override
    public boolean claim(String name, ForeignVersion version) {
        byte[] document = Json.bytes(Map.of(FOREIGN, version));
        return store.createIfAbsent(StoreLayout.modelVersion(name, version.number()), document, "application/json");
    }

    @Override
    public boolean claim(ModelVersion version) {
        return store.createIfAbsent(
                StoreLayout.modelVersion(version.task(), version.version()), Json.bytes(version), "application/json");
    }

    @Override
    public void sign(String task, int number, ModelFolder model) {
        signing.sign(task, number, model)
                .ifPresent(signature ->
                        store.createIfAbsent(StoreLayout.modelSignature(task, number), signature, SIGNATURE_TYPE));
    }

    @Override
    public boolean isSigned(String task, int number) {
        return signing.isOff()
                || store.find(StoreLayout.modelSignature(task, number))
                        .filter(object -> signing.isOfKnownKey(object.content()))
                        .isPresent();
    }

    @Override
    public void signAgain(String task, int number, ModelFolder model) {
        signing.sign(task, number, model)
                .ifPresent(signature -> store.put(StoreLayout.modelSignature(task, number), signature, SIGNATURE_TYPE));
    }

    @Override
    public Optional<Decision> decision(String task, int number) {
        return steps.detail(StoreLayout.modelDecision(task, number), Decision.class);
    }

    @Override
    public Optional<Event<?>> decisionEvent(String task, int number) {
        return steps.find(StoreLayout.modelDecision(task, number));
    }

    @Override
    public Event<?> decide(Decision decision, Event<? extends EventData> event) {
        String key = StoreLayout.modelDecision(event.data().task(), decision.version());
        return steps.conclude(key, new Steps.Outcome(event, decision));
    }
}
