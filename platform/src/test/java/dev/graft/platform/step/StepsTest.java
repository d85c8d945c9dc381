package dev.graft.platform.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.platform.event.EventCodec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StepsTest {
    private final MemoryStore store = new MemoryStore();
    private final Steps steps = new Steps(store, new EventCodec());

    @Test
    void works_once_and_announces_the_same_event_again() {
        AtomicInteger worked = new AtomicInteger();

        Event<?> first = steps.once("a/manifest.json", () -> outcome("e-" + worked.incrementAndGet()));
        Event<?> again = steps.once("a/manifest.json", () -> outcome("e-" + worked.incrementAndGet()));

        assertThat(again).isEqualTo(first);
        assertThat(worked).hasValue(1);
    }

    @Test
    void announces_the_winner_where_two_raced() {
        Event<?> ours = steps.once("a/manifest.json", () -> {
            steps.conclude("a/manifest.json", outcome("theirs"));
            return outcome("ours");
        });

        assertThat(ours.id()).isEqualTo("theirs");
    }

    @Test
    void keeps_the_detail_beside_the_event() {
        steps.conclude("a/manifest.json", new Steps.Outcome(outcome("e").event(), Map.of("rows", 3)));

        assertThat(steps.detail("a/manifest.json", Map.class)).contains(Map.of("rows", 3));
        assertThat(steps.find("b/manifest.json")).isEmpty();
    }

    private static Steps.Outcome outcome(String id) {
        return new Steps.Outcome(new Event<>(
                id,
                EventType.BATCH_LABELLED,
                "/test",
                Instant.EPOCH,
                null,
                null,
                null,
                new BatchLabelled("support", null, null, List.of(new BatchLabelled.Row("text", "label")))));
    }
}
