package dev.graft.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.graft.contracts.EventData;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A model as it stands in the registry: everything that a reader must know who was away. States that followed each
 * other quickly may be left out, and a state may come again. Where two registries publish at once an earlier state may
 * follow a later one; the later one then comes again.
 *
 * @param task the task, or the name of a model that somebody registered by hand
 * @param createdAt when the model or its first version was registered
 * @param updatedAt when anybody last wrote on it or registered a version
 * @param description what people say of it; null: nothing
 * @param tags by key
 * @param aliases the version that each points at, by name
 * @param champion the version that is live; null: none
 * @param moves how many moves its history has: a state with more is later
 * @param registered how many versions have been registered, deleted ones included
 * @param versions those that nobody deleted, by number
 * @param versionsOmitted how many of the oldest are left out of {@code versions}, which holds a bounded number; 0: none
 */
public record ModelChanged(
        String task,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String description,
        Map<String, String> tags,
        Map<String, Integer> aliases,
        @Nullable Integer champion,
        int moves,
        int registered,
        List<Version> versions,
        int versionsOmitted)
        implements EventData {

    public ModelChanged {
        tags = sorted(tags);
        aliases = sorted(aliases);
        versions = List.copyOf(versions);
    }

    /**
     * A version of the model.
     *
     * @param source where its files lie
     * @param runId the run of the mesh, or whatever somebody called it who registered the version by hand; null: nothing
     * @param runLink where more is told about a run outside of the mesh; null: nowhere
     * @param summary the gate's verdict in one sentence; empty where no gate saw it
     * @param origin who made it
     */
    public record Version(
            int version,
            Instant createdAt,
            Instant updatedAt,
            @Nullable String description,
            Map<String, String> tags,
            Stage stage,
            String source,
            @Nullable String runId,
            @Nullable String runLink,
            String summary,
            Origin origin) {

        public Version {
            tags = sorted(tags);
        }
    }

    /** In one order for everybody, so that equal states have equal JSON. */
    private static <T> Map<String, T> sorted(Map<String, T> map) {
        return Collections.unmodifiableMap(new TreeMap<>(map));
    }

    /** The stages of MLflow's registry. */
    public enum Stage {
        @JsonProperty("none")
        NONE,
        @JsonProperty("staging")
        STAGING,
        @JsonProperty("production")
        PRODUCTION,
        @JsonProperty("archived")
        ARCHIVED
    }

    /** Who made a version. */
    public enum Origin {
        /** A run of the mesh. */
        @JsonProperty("run")
        RUN,
        /** Somebody who registered it. */
        @JsonProperty("registered-by-hand")
        BY_HAND
    }
}
