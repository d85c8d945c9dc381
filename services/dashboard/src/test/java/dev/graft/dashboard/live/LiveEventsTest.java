package dev.graft.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LiveEventsTest {
    private final LiveEvents live = new LiveEvents(3);
    private final List<String> heard = new ArrayList<>();
    private final Consumer<LiveEvent> listener = event -> heard.add(event.id());

    @Test
    void passes_on_what_comes_after_the_subscription() {
        live.publish(event("1"));

        live.subscribe(null, listener, () -> heard.add("gap"));
        live.publish(event("2"));

        assertThat(heard).containsExactly("2");
    }

    @Test
    void goes_on_after_the_last_event_that_a_listener_has() {
        publish("1", "2", "3");

        live.subscribe("1", listener, () -> heard.add("gap"));
        live.publish(event("4"));

        assertThat(heard).containsExactly("2", "3", "4");
    }

    @Test
    void says_so_when_what_a_listener_missed_is_forgotten() {
        publish("1", "2", "3", "4");

        live.subscribe("1", listener, () -> heard.add("gap"));
        live.publish(event("5"));

        assertThat(heard).containsExactly("gap", "5");
    }

    @Test
    void forgets_a_listener_that_goes_even_in_the_midst_of_an_event() {
        Consumer<LiveEvent> leaving = new Consumer<>() {
            @Override
            public void accept(LiveEvent event) {
                heard.add(event.id());
                live.unsubscribe(this);
            }
        };
        live.subscribe(null, leaving, () -> {});

        publish("1", "2");

        assertThat(heard).containsExactly("1");
        assertThat(live.listeners()).isZero();
    }

    private void publish(String... ids) {
        List.of(ids).forEach(id -> live.publish(event(id)));
    }

    private static LiveEvent event(String id) {
        return new LiveEvent(id, "batch.labelled", "task", "{}");
    }
}
