package dev.graft.dashboard.messaging;

import dev.graft.dashboard.live.LiveEvents;
import dev.graft.dashboard.readmodel.Bounds;
import dev.graft.dashboard.readmodel.ReadModel;
import dev.graft.dashboard.replay.Letters;
import dev.graft.dashboard.replay.ReplayDeadLetter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The one read model and the one live stream of this process, and what is done with them. */
@ApplicationScoped
public class ReadModelProducer {
    @Produces
    @Singleton
    ReadModel readModel(DashboardConfig config) {
        return new ReadModel(new Bounds(config.kept(), config.listed(), config.history(), config.rememberedIds()));
    }

    @Produces
    @Singleton
    ReplayDeadLetter replayDeadLetter(ReadModel model, Letters letters) {
        return new ReplayDeadLetter(model, letters);
    }

    @Produces
    @Singleton
    LiveEvents liveEvents(DashboardConfig config) {
        return new LiveEvents(config.recentEvents());
    }
}
