package dev.graft.dashboard.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Where the dashboard finds the other services, whom it asks on behalf of the page, and how patient it is with them. */
@ConfigMapping(prefix = "graft.dashboard.services")
public interface MeshAddresses {
    @WithDefault("http://127.0.0.1:7411")
    URI dataPrep();

    @WithDefault("http://127.0.0.1:7412")
    URI trainer();

    @WithDefault("http://127.0.0.1:7413")
    URI evaluator();

    @WithDefault("http://127.0.0.1:7414")
    URI registry();

    @WithDefault("http://127.0.0.1:7415")
    URI predictor();

    /** After which a service that has not answered is given up. */
    @WithDefault("15s")
    Duration timeout();

    /** The longest answer that is passed on. */
    @WithDefault("8M")
    MemorySize maxAnswer();
}
