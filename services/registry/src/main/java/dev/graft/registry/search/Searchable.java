package dev.graft.registry.search;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a search sees of a model or a version: fields of text, numbers, and tags. */
interface Searchable {
    /** Fields that are numbers, of models and versions. */
    Set<String> NUMBERS = Set.of("version_number", "creation_timestamp", "last_updated_timestamp");

    Map<String, String> tags();

    /** Null where the field is empty. */
    @Nullable
    String text(String field);

    long number(String field);

    static Searchable of(ModelRecord model) {
        return new Searchable() {
            @Override
            public Map<String, String> tags() {
                return model.tags();
            }

            @Override
            public String text(String field) {
                return model.name();
            }

            @Override
            public long number(String field) {
                return field.equals("creation_timestamp")
                        ? model.createdAt().toEpochMilli()
                        : model.updatedAt().toEpochMilli();
            }
        };
    }

    static Searchable of(VersionRecord version) {
        return new Searchable() {
            @Override
            public Map<String, String> tags() {
                return version.tags();
            }

            @Override
            public @Nullable String text(String field) {
                return switch (field) {
                    case "run_id" -> version.runId();
                    case "source_path" -> version.source();
                    default -> version.name();
                };
            }

            @Override
            public long number(String field) {
                return switch (field) {
                    case "version_number" -> version.number();
                    case "creation_timestamp" -> version.createdAt().toEpochMilli();
                    default -> version.updatedAt().toEpochMilli();
                };
            }
        };
    }
}
