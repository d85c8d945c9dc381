package dev.graft.registry.webhook;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a webhook is shown that somebody tries, with the fields that each event has. */
final class Examples {
    private static final String NAME = "example_model";

    private Examples() {}

    static Map<String, Object> of(WebhookEvent event) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", NAME);
        switch (event) {
            case MODEL_CREATED -> {
                data.put("tags", Map.of("example_key", "example_value"));
                data.put("description", "An example registered model");
            }
            case VERSION_CREATED -> {
                data.put("version", "1");
                data.put("source", "s3://graft/runs/example/model/");
                data.put("run_id", "example");
                data.put("tags", Map.of("example_key", "example_value"));
                data.put("description", "An example model version");
            }
            case TAG_SET -> {
                data.put("version", "1");
                data.put("key", "example_key");
                data.put("value", "example_value");
            }
            case TAG_DELETED -> {
                data.put("version", "1");
                data.put("key", "example_key");
            }
            case ALIAS_CREATED -> {
                data.put("alias", "example_alias");
                data.put("version", "1");
            }
            case ALIAS_DELETED -> data.put("alias", "example_alias");
        }
        return data;
    }
}
