package dev.graft.benchmarks;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventData;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.contracts.event.ModelRejected;
import dev.graft.contracts.event.RunAbandoned;
import dev.graft.launcher.client.Announcement;
import dev.graft.launcher.client.EventTail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The events that one batch of a task set off, from the batch to the verdict.
 *
 * @param events in the order in which they were heard, each once
 * @param heardNanos {@link System#nanoTime} when the verdict was heard
 */
public record Chain(List<Event<?>> events, long heardNanos) {
    private static final Duration POLL = Duration.ofMillis(200);

    /**
     * Listens until the task's next verdict.
     *
     * @param onEvent is told each event of the task as it is heard
     * @throws IllegalStateException when the batch is refused, the run is abandoned, a record becomes a dead letter, or
     *     no verdict comes in time; the message says which
     */
    public static Chain follow(EventTail tail, String task, Duration patience, Consumer<Event<?>> onEvent) {
        List<Event<?>> events = new ArrayList<>();
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            for (Announcement announcement : tail.next(POLL)) {
                long heard = System.nanoTime();
                Event<?> event = ofTask(announcement, task);
                if (event != null && events.stream().noneMatch(each -> each.id().equals(event.id()))) {
                    events.add(event);
                    onEvent.accept(event);
                    if (isVerdict(event)) {
                        return new Chain(List.copyOf(events), heard);
                    }
                }
            }
        }
        throw new IllegalStateException("no verdict for " + task + " within " + patience.toSeconds() + " s; heard "
                + events.stream().map(event -> event.type().shortName()).toList());
    }

    /** The first event of that type, where there was one. */
    @SuppressWarnings("unchecked")
    public <T extends EventData> Optional<Event<T>> find(Class<T> type) {
        return events.stream()
                .filter(event -> event.data().getClass().equals(type))
                .map(event -> (Event<T>) event)
                .findFirst();
    }

    public <T extends EventData> Event<T> require(Class<T> type) {
        return find(type).orElseThrow(() -> new IllegalStateException("a verdict without a " + type.getSimpleName()));
    }

    /** The event that promoted the challenger, or the one that refused it. */
    public Event<?> verdict() {
        return events.get(events.size() - 1);
    }

    public boolean promoted() {
        return verdict().data() instanceof ModelPromoted;
    }

    private static boolean isVerdict(Event<?> event) {
        return event.data() instanceof ModelPromoted || event.data() instanceof ModelRejected;
    }

    private static @org.jspecify.annotations.Nullable Event<?> ofTask(Announcement announcement, String task) {
        if (announcement instanceof Announcement.DeadLetter letter) {
            throw new IllegalStateException(
                    letter.service() + " made a dead letter of a record of " + letter.topic() + ": " + letter.reason());
        }
        if (!(announcement instanceof Announcement.Fact fact)
                || !fact.event().data().task().equals(task)) {
            return null;
        }
        if (fact.event().data() instanceof DatasetRejected refused) {
            throw new IllegalStateException("the batch was refused: " + refused.explanation());
        }
        if (fact.event().data() instanceof RunAbandoned abandoned
                && abandoned.reason() != RunAbandoned.Reason.HOPELESS
                && abandoned.reason() != RunAbandoned.Reason.SUPERSEDED) {
            throw new IllegalStateException("the run was abandoned: " + abandoned.explanation());
        }
        return fact.event();
    }
}
