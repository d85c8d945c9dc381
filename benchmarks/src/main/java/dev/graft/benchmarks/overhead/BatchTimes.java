package dev.graft.benchmarks.overhead;

import dev.graft.benchmarks.Chain;
import dev.graft.contracts.Event;
import dev.graft.contracts.EventData;
import dev.graft.contracts.EventType;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.RunCompleted;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the time of one batch went, in seconds.
 *
 * @param total from just before the producer's send to when this program had the verdict in its hands
 * @param training {@code run.completed}'s computeSeconds: from taking the run up to the model being stored
 * @param evaluation the sum of {@code model.evaluated}'s computeSeconds: loading the models and answering the test rows
 * @param overhead total minus training minus evaluation
 * @param hops from one event to the next, by the events' own times; training and evaluation are not subtracted
 */
record BatchTimes(
        String verdict, double total, double training, double evaluation, double overhead, Map<String, Double> hops) {
    private static final double NANOS = 1e9;
    private static final List<EventType> HOPS = List.of(
            EventType.BATCH_LABELLED,
            EventType.BATCH_ACCEPTED,
            EventType.DATASET_PREPARED,
            EventType.RUN_STARTED,
            EventType.RUN_COMPLETED,
            EventType.MODEL_EVALUATED);

    static BatchTimes of(Chain chain, long sentNanos) {
        double total = (chain.heardNanos() - sentNanos) / NANOS;
        double training = chain.require(RunCompleted.class).data().computeSeconds();
        double evaluation = chain.events().stream()
                .map(Event::data)
                .filter(ModelEvaluated.class::isInstance)
                .mapToDouble(data -> ((ModelEvaluated) data).computeSeconds())
                .sum();
        return new BatchTimes(
                chain.promoted() ? "promoted" : "refused",
                total,
                training,
                evaluation,
                total - training - evaluation,
                hops(chain));
    }

    private static Map<String, Double> hops(Chain chain) {
        Map<String, Double> hops = new LinkedHashMap<>();
        Event<?> before = null;
        for (EventType type : HOPS) {
            Event<? extends EventData> event = chain.require(type.dataClass());
            if (before != null) {
                hops.put(name(before, type.shortName()), seconds(before.time(), event.time()));
            }
            before = event;
        }
        if (before != null) {
            Instant end = chain.verdict().time();
            hops.put(name(before, "verdict"), seconds(before.time(), end));
        }
        return hops;
    }

    private static String name(Event<?> from, String to) {
        return from.type().shortName() + " to " + to;
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / NANOS;
    }
}
