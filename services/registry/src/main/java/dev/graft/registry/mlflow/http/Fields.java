package dev.graft.registry.mlflow.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.platform.json.Json;
import dev.graft.registry.label.Refused;
import dev.graft.registry.webhook.WebhookEvent;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fields of a call: of its JSON body, or of its query where it has none. */
final class Fields {
    private static final int MAX_BODY_CHARS = 4 << 20;
    private static final int MAX_LIST = 100;

    private final JsonNode json;

    private Fields(JsonNode json) {
        this.json = json;
    }

    static Fields of(@Nullable String body) {
        if (body == null || body.isBlank()) {
            return new Fields(Json.mapper().createObjectNode());
        }
        if (body.length() > MAX_BODY_CHARS) {
            throw Refused.invalid(
                    "the body has " + body.length() + " characters; at most " + MAX_BODY_CHARS + " are read");
        }
        try {
            JsonNode json = Json.mapper().readTree(body);
            if (!json.isObject()) {
                throw Refused.invalid("the body must be a JSON object");
            }
            return new Fields(json);
        } catch (JsonProcessingException e) {
            throw Refused.invalid("the body is not the JSON object that is expected here: " + e.getOriginalMessage());
        }
    }

    static Fields of(MultivaluedMap<String, String> query) {
        var json = Json.mapper().createObjectNode();
        query.forEach((name, values) -> {
            var list = json.putArray(name);
            values.forEach(list::add);
        });
        return new Fields(json);
    }

    String text(String name) {
        return optional(name)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> Refused.invalid("Missing value for required parameter '" + name + "'."));
    }

    /** A tag's value may be empty. */
    String value(String name) {
        return optional(name).orElse("");
    }

    Optional<String> optional(String name) {
        JsonNode value = json.path(name);
        JsonNode single = value.isArray() ? value.path(0) : value;
        if (single.isMissingNode() || single.isNull()) {
            return Optional.empty();
        }
        if (!single.isValueNode()) {
            throw Refused.invalid("the parameter '" + name + "' must be a text, not " + single.getNodeType());
        }
        return Optional.of(single.asText());
    }

    List<String> texts(String name) {
        JsonNode value = json.path(name);
        if (value.size() > MAX_LIST) {
            throw Refused.invalid("the parameter '" + name + "' has more than " + MAX_LIST + " values");
        }
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(each -> texts.add(each.asText()));
        } else if (value.isTextual()) {
            texts.add(value.asText());
        }
        return texts;
    }

    boolean flag(String name) {
        return optional(name).filter(text -> text.equalsIgnoreCase("true")).isPresent();
    }

    int number(String name, int absent) {
        String text = optional(name).filter(value -> !value.isEmpty()).orElse(Integer.toString(absent));
        if (!text.matches("-?\\d{1,9}")) {
            throw Refused.invalid("the parameter '" + name + "' must be a whole number, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    /** One event or several, each an object with {@code entity} and {@code action}. */
    List<WebhookEvent> events(String name) {
        JsonNode value = json.path(name);
        List<WebhookEvent> events = new ArrayList<>();
        if (value.size() > MAX_LIST) {
            throw Refused.invalid("the parameter '" + name + "' has more than " + MAX_LIST + " values");
        }
        for (JsonNode event : value.isObject() ? List.of(value) : value) {
            String entity = event.path("entity").asText();
            String action = event.path("action").asText();
            events.add(WebhookEvent.of(entity, action)
                    .orElseThrow(() -> Refused.invalid("this registry tells webhooks nothing of '" + entity + "', '"
                            + action + "'; it tells " + WebhookEvent.all())));
        }
        return events;
    }

    Map<String, String> tags() {
        JsonNode list = json.path("tags");
        Map<String, String> tags = new TreeMap<>();
        for (JsonNode tag : list) {
            if (!tag.path("key").isTextual()) {
                throw Refused.invalid("each of 'tags' must be an object with the fields 'key' and 'value'");
            }
            tags.put(tag.path("key").asText(), tag.path("value").asText());
        }
        return tags;
    }
}
