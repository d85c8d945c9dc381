package dev.graft.platform.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** How to reach the object store. Credentials come from configuration alone and are never logged. */
@ConfigMapping(prefix = "graft.store")
public interface StoreConfig {
    /** The S3 endpoint, as in {@code http://127.0.0.1:7400}. */
    URI endpoint();

    String accessKey();

    String secretKey();

    /** The S3 region that requests are signed for. */
    @WithDefault("us-east-1")
    String region();

    /** The one bucket of the mesh; created at start where it is missing. */
    @WithDefault("graft")
    String bucket();

    /** How long a connection may take to open. */
    @WithDefault("5s")
    Duration connectTimeout();

    /** How long a read or a write may stand still. */
    @WithDefault("30s")
    Duration transferTimeout();
}
