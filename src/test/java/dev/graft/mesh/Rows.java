package dev.graft.mesh;

import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.task.Gate;
import dev.graft.contracts.task.Split;
import dev.graft.contracts.task.Strategy;
import dev.graft.contracts.task.Task;
import dev.graft.contracts.task.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small, easily separable batches, and tasks that learn them in a second. */
final class Rows {
    static final List<String> LABELS = List.of("delivery", "payment");

    private static final List<String> DELIVERY =
            List.of("where is my parcel", "the courier has not come", "my delivery is late", "track my shipment");
    private static final List<String> PAYMENT =
            List.of("my card was declined", "i was charged twice", "the invoice is wrong", "pay by bank transfer");
    private static final List<String> WORDS = List.of(
            "today",
            "please",
            "again",
            "since monday",
            "from berlin",
            "order",
            "urgent",
            "thanks",
            "hello",
            "still",
            "for my mother",
            "by email",
            "in the app",
            "on the site",
            "yesterday",
            "quickly");

    private Rows() {}

    /** A task that trains a linear head on a few rows and whose gate needs few test rows. */
    static Task quickTask(String name) {
        return task(
                name,
                new Strategy(
                        Strategy.KIND_LINEAR_PROBE,
                        Strategy.WARM_START_FRESH,
                        null,
                        3,
                        16,
                        null,
                        null,
                        null,
                        32,
                        3,
                        7L,
                        null));
    }

    /** A task whose runs last a few seconds, with several epochs and a checkpoint after each. */
    static Task slowTask(String name, int epochs) {
        return task(
                name,
                new Strategy(
                        Strategy.KIND_FINE_TUNE,
                        Strategy.WARM_START_FRESH,
                        4,
                        epochs,
                        8,
                        null,
                        null,
                        null,
                        32,
                        epochs,
                        7L,
                        null));
    }

    private static Task task(String name, Strategy strategy) {
        Gate gate = new Gate(Gate.ACCURACY, 0.0, 0.5, 3, 0.0, null).withConfidence(0);
        return new Task(
                name,
                null,
                null,
                Task.TEXT,
                LABELS,
                Task.DEFAULT_BACKBONE,
                strategy,
                gate,
                Trigger.AT_ONCE,
                new Split(0.2, 0.3));
    }

    /** Distinct rows, half of each label; the same seed gives the same rows. */
    static List<BatchLabelled.Row> some(int count, long seed) {
        Random random = new Random(seed);
        List<BatchLabelled.Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean delivery = i % 2 == 0;
            List<String> phrases = delivery ? DELIVERY : PAYMENT;
            String text = "%s %s %s %d-%d"
                    .formatted(pick(WORDS, random), pick(phrases, random), pick(WORDS, random), seed, i);
            rows.add(new BatchLabelled.Row(text, delivery ? "delivery" : "payment"));
        }
        return rows;
    }

    private static String pick(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
