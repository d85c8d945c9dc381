package dev.graft.predictor.serving.watch.messaging;

import dev.graft.contracts.event.LabellingWanted;
import dev.graft.contracts.event.PredictionDisagreed;
import dev.graft.platform.event.Events;
import dev.graft.platform.event.Outbox;
import dev.graft.predictor.serving.watch.LiveEvents;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Publishes what is learnt from answers. The same finding of the same input is the same event, which readers take once. */
@Singleton
public class LiveEventsOnKafka implements LiveEvents {
    private final Outbox outbox;
    private final Events events;
    private final MeterRegistry meters;

    public LiveEventsOnKafka(Outbox outbox, Events events, MeterRegistry meters) {
        this.outbox = outbox;
        this.events = events;
        this.meters = meters;
    }

    @Override
    public void disagreed(PredictionDisagreed disagreement) {
        String place = String.join(
                "/",
                disagreement.task(),
                disagreement.input(),
                Integer.toString(disagreement.champion().version()),
                Integer.toString(disagreement.shadow().version()));
        outbox.publish(events.onRequest(place, disagreement));
    }

    @Override
    public void wanted(LabellingWanted item) {
        outbox.publish(events.onRequest(item.task() + "/" + item.itemId(), item));
        meters.counter("graft.predictor.labelling.wanted", "task", item.task()).increment();
    }
}
