package dev.graft.dashboard.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** How much the dashboard remembers, and where it links to. */
@ConfigMapping(prefix = "graft.dashboard")
public interface DashboardConfig {
    /** Newest batches, snapshots, runs with their evaluations, tasks, models and dead letters that are kept, of each. */
    @WithDefault("10000")
    int kept();

    /** Batches and runs that are listed; of those beyond {@link #kept} the line in the list is all that is left. */
    @WithDefault("100000")
    int listed();

    /** Newest moves and refusals that are kept of each model. */
    @WithDefault("1000")
    int history();

    /** Event ids by which a repeat is recognised. */
    @WithDefault("50000")
    int rememberedIds();

    /** Newest events from which a live client that was away can go on. */
    @WithDefault("1000")
    int recentEvents();

    /** Where browsers find data-prep, which shows the quality reports. */
    @WithDefault("http://localhost:7411")
    URI dataPrepUrl();
}
