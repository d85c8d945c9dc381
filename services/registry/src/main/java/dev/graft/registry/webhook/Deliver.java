package dev.graft.registry.webhook;

import dev.graft.registry.webhook.Deliveries.Pending;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Delivers what lies in the outbox of a webhook, oldest first.
 *
 * <p>A delivery is taken for a while before it is sent and removed after the receiver has answered, so it is sent at least
 * once whoever dies, and by one process at a time. While a receiver is away, all its deliveries wait, longer each time; one
 * that it turns down waits alone. What is not taken within the time is put aside with the reason.
 */
public final class Deliver {
    /** Longer than a request may take. */
    private static final Duration TAKEN_FOR = Duration.ofMinutes(2);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int MAX_DOUBLINGS = 20;

    private final Deliveries deliveries;
    private final SendDelivery sending;
    private final Duration giveUpAfter;
    private final Clock clock;
    private final Map<String, Pause> pauses = new ConcurrentHashMap<>();
    private final Map<String, Instant> due = new ConcurrentHashMap<>();

    Deliver(Deliveries deliveries, SendDelivery sending, Duration giveUpAfter, Clock clock) {
        this.deliveries = deliveries;
        this.sending = sending;
        this.giveUpAfter = giveUpAfter;
        this.clock = clock;
    }

    /** What became of the deliveries that were due. */
    public record Outcome(int delivered, int failed, int givenUp) {
        Outcome plus(Outcome other) {
            return new Outcome(delivered + other.delivered, failed + other.failed, givenUp + other.givenUp);
        }
    }

    private static final Outcome NOTHING = new Outcome(0, 0, 0);
    private static final Outcome DELIVERED = new Outcome(1, 0, 0);
    private static final Outcome FAILED = new Outcome(0, 1, 0);
    private static final Outcome GIVEN_UP = new Outcome(0, 0, 1);

    /** A receiver that was away. */
    private record Pause(int failures, Instant until) {}

    /** Delivers to one webhook what is due; called by one thread for each webhook at a time. */
    public Outcome to(Webhook webhook) {
        Outcome outcome = NOTHING;
        for (String place : deliveries.pending(webhook.id())) {
            if (!webhook.active() || isPaused(webhook.id())) {
                break;
            }
            if (isDue(place)) {
                outcome = outcome.plus(deliver(webhook, place));
            }
        }
        return outcome;
    }

    private boolean isPaused(String webhook) {
        Pause pause = pauses.get(webhook);
        return pause != null && clock.instant().isBefore(pause.until());
    }

    private boolean isDue(String place) {
        Instant at = due.get(place);
        return at == null || !clock.instant().isBefore(at);
    }

    private Outcome deliver(Webhook webhook, String place) {
        Pending read = deliveries.find(place).orElse(null);
        if (read == null) {
            due.remove(place);
            return NOTHING;
        }
        Instant now = clock.instant();
        if (now.isBefore(read.delivery().dueAt())) {
            due.put(place, read.delivery().dueAt());
            return NOTHING;
        }
        Delivery taken = read.delivery().taken(now.plus(TAKEN_FOR));
        return deliveries
                .replace(read, taken)
                .map(mine -> settle(webhook, mine, answer(webhook, taken)))
                .orElse(NOTHING); // Another registry has it.
    }

    private Sender.Answer answer(Webhook webhook, Delivery delivery) {
        try {
            return sending.send(webhook, delivery.id(), delivery.body());
        } catch (IllegalStateException e) {
            return new Sender.Answer(0, String.valueOf(e.getMessage()));
        }
    }

    private Outcome settle(Webhook webhook, Pending pending, Sender.Answer answer) {
        if (answer.isTaken()) {
            deliveries.remove(pending);
            due.remove(pending.place());
            pauses.remove(webhook.id());
            return DELIVERED;
        }
        Instant now = clock.instant();
        if (pending.delivery().createdAt().plus(giveUpAfter).isBefore(now)) {
            deliveries.giveUp(webhook.id(), pending, pending.delivery().failed(answer.words(), now));
            due.remove(pending.place());
            return GIVEN_UP;
        }
        Instant next = now;
        if (answer.isTurnedDown()) {
            next = now.plus(pause(pending.delivery().attempts()));
        } else {
            pauses.compute(webhook.id(), (id, before) -> pausedOnceMore(before, now));
        }
        deliveries.replace(pending, pending.delivery().failed(answer.words(), next));
        due.put(pending.place(), next);
        return FAILED;
    }

    private static Pause pausedOnceMore(@Nullable Pause before, Instant now) {
        int failures = before == null ? 1 : before.failures() + 1;
        return new Pause(failures, now.plus(pause(failures)));
    }

    private static Duration pause(int failures) {
        Duration grown = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
        return grown.compareTo(LONGEST_PAUSE) < 0 ? grown : LONGEST_PAUSE;
    }
}
