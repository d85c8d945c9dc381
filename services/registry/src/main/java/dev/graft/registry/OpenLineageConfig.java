package dev.graft.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** What is told of the mesh in OpenLineage, and to whom. */
@ConfigMapping(prefix = "graft.openlineage")
public interface OpenLineageConfig {
    /** Whether anything is told; what happens while it is off is not told later either. */
    @WithDefault("true")
    boolean enabled();

    /** The namespace of the mesh's jobs; two meshes that report to one place need two. */
    @WithDefault("graft")
    String namespace();

    /**
     * An HTTP endpoint that takes what is told, as in {@code http://marquez:5000}; without a path, {@code /api/v1/lineage} is
     * meant. Without a URL the topic alone has it.
     */
    Optional<URI> url();

    /** Sent to the endpoint as a bearer token; never logged. */
    Optional<String> apiKey();

    /** How long the endpoint may take to be connected, and again to answer. */
    @WithDefault("10s")
    Duration timeout();

    /** The pause before an event is sent a second time; it doubles from try to try. */
    @WithDefault("500ms")
    Duration firstPause();

    /** The longest pause between two tries, of which there is no last one. */
    @WithDefault("1m")
    Duration longestPause();
}
