package dev.graft.dashboard.messaging;

import dev.graft.dashboard.live.LiveEvents;
import dev.graft.dashboard.readmodel.Bounds;
import dev.graft.dashboard.readmodel.ReadModel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The one read model and the one live stream of this process. */
@ApplicationScoped
public class ReadModelProducer {
    @Produces
    @Singleton
    ReadModel readModel(DashboardConfig config) {
        return new ReadModel(new Bounds(config.kept(), config.history(), config.rememberedIds()));
    }

    @Produces
    @Singleton
    LiveEvents liveEvents(DashboardConfig config) {
        return new LiveEvents(config.recentEvents());
    }
}
