package dev.graft.registry.mlflow.http;

import dev.graft.registry.label.Stage;
import dev.graft.registry.search.ModelRecord;
import dev.graft.registry.search.VersionRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Models and versions in the words of MLflow's protocol. */
final class Shapes {
    private Shapes() {}

    static Map<String, Object> model(ModelRecord model) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", model.name());
        json.put("creation_timestamp", model.createdAt().toEpochMilli());
        json.put("last_updated_timestamp", model.updatedAt().toEpochMilli());
        if (model.description() != null) {
            json.put("description", model.description());
        }
        json.put(
                "latest_versions",
                model.newestByStage().values().stream().map(Shapes::version).toList());
        json.put("tags", tags(model.tags()));
        List<Map<String, Object>> aliases = new ArrayList<>();
        model.aliases().forEach((alias, version) -> aliases.add(Map.of("alias", alias, "version", version.toString())));
        json.put("aliases", aliases);
        return json;
    }

    static Map<String, Object> version(VersionRecord version) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", version.name());
        json.put("version", Integer.toString(version.number()));
        json.put("creation_timestamp", version.createdAt().toEpochMilli());
        json.put("last_updated_timestamp", version.updatedAt().toEpochMilli());
        json.put("current_stage", version.stage().word());
        if (version.description() != null) {
            json.put("description", version.description());
        }
        json.put("source", version.source());
        if (version.runId() != null) {
            json.put("run_id", version.runId());
        }
        if (version.runLink() != null) {
            json.put("run_link", version.runLink());
        }
        json.put("status", "READY");
        json.put("status_message", version.summary());
        json.put("tags", tags(version.tags()));
        json.put("aliases", version.aliases());
        return json;
    }

    /** The newest versions of some stages, or of all where none is named. */
    static List<Map<String, Object>> newest(ModelRecord model, List<Stage> stages) {
        return model.newestByStage().values().stream()
                .filter(version -> stages.isEmpty() || stages.contains(version.stage()))
                .map(Shapes::version)
                .toList();
    }

    private static List<Map<String, String>> tags(Map<String, String> tags) {
        List<Map<String, String>> list = new ArrayList<>();
        tags.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(tag -> list.add(Map.of("key", tag.getKey(), "value", tag.getValue())));
        return list;
    }
}
