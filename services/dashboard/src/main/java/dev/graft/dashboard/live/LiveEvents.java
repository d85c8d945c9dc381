package dev.graft.dashboard.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Passes events on to listeners and remembers the newest, so that one that was away can go on where it was. Listeners are
 * called one event at a time, in order, and must not block. Thread-safe.
 */
public final class LiveEvents {
    private final int remembered;
    private final Deque<LiveEvent> recent = new ArrayDeque<>();
    private final Set<Consumer<LiveEvent>> listeners = new LinkedHashSet<>();

    public LiveEvents(int remembered) {
        this.remembered = remembered;
    }

    public synchronized void publish(LiveEvent event) {
        recent.addLast(event);
        if (recent.size() > remembered) {
            recent.removeFirst();
        }
        List.copyOf(listeners).forEach(listener -> listener.accept(event));
    }

    /**
     * Passes every event from now on to the listener and, before, those that came after {@code lastId}.
     *
     * @param lastId the last event that the listener has; null: it wants nothing from before
     * @param onGap called first when that event is not remembered: the listener has missed something
     */
    public synchronized void subscribe(@Nullable String lastId, Consumer<LiveEvent> listener, Runnable onGap) {
        List<LiveEvent> missed = after(lastId);
        if (missed == null) {
            onGap.run();
        } else {
            missed.forEach(listener);
        }
        listeners.add(listener);
    }

    public synchronized void unsubscribe(Consumer<LiveEvent> listener) {
        listeners.remove(listener);
    }

    public synchronized int listeners() {
        return listeners.size();
    }

    /** Null when {@code lastId} is not remembered. */
    private @Nullable List<LiveEvent> after(@Nullable String lastId) {
        if (lastId == null) {
            return List.of();
        }
        List<LiveEvent> events = new ArrayList<>(recent);
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).id().equals(lastId)) {
                return events.subList(i + 1, events.size());
            }
        }
        return null;
    }
}
