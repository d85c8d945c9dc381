package dev.graft.registry.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a webhook can hear of: those of MLflow's events that a model registry has. */
public enum WebhookEvent {
    MODEL_CREATED("registered_model", "created"),
    VERSION_CREATED("model_version", "created"),
    TAG_SET("model_version_tag", "set"),
    TAG_DELETED("model_version_tag", "deleted"),
    /** Also when the alias pointed elsewhere before; the champion's moves are among them. */
    ALIAS_CREATED("model_version_alias", "created"),
    ALIAS_DELETED("model_version_alias", "deleted");

    private final String entity;
    private final String action;

    WebhookEvent(String entity, String action) {
        this.entity = entity;
        this.action = action;
    }

    public String entity() {
        return entity;
    }

    public String action() {
        return action;
    }

    /** As in {@code model_version.created}. */
    @JsonValue
    public String word() {
        return entity + "." + action;
    }

    /** @param entity in upper or lower case, as {@code action} is */
    public static Optional<WebhookEvent> of(String entity, String action) {
        return Arrays.stream(values())
                .filter(event -> event.entity.equalsIgnoreCase(entity) && event.action.equalsIgnoreCase(action))
                .findFirst();
    }

    @JsonCreator
    static WebhookEvent ofWord(String word) {
        return Arrays.stream(values())
                .filter(event -> event.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no webhook event " + word));
    }

    /** All of them, for a person. */
    public static String all() {
        List<WebhookEvent> events = List.of(values());
        return events.stream().map(WebhookEvent::word).collect(Collectors.joining(", "));
    }
}
