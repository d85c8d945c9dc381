package dev.graft.registry.search;

import dev.graft.registry.label.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version with everything that is known of it. Immutable.
 *
 * @param source where its files lie
 * @param runId the run of the mesh, or free text where somebody registered the version by hand
 * @param summary the gate's verdict in one sentence; empty for a version that was registered by hand
 * @param aliases by name
 */
public record VersionRecord(
        String name,
        int number,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String description,
        Map<String, String> tags,
        Stage stage,
        String source,
        @Nullable String runId,
        @Nullable String runLink,
        String summary,
        boolean ofRun,
        List<String> aliases) {}
