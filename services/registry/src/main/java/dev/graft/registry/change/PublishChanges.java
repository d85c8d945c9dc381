package dev.graft.registry.change;

import dev.graft.platform.store.StoreException;
import dev.graft.registry.search.ModelIndex;
import dev.graft.registry.search.ModelState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Puts the new state of each changed model on its topic.
 *
 * <p>Two registries may publish a model's states in the other order. Therefore whoever has published a state looks again,
 * and publishes what has come of it meanwhile: the last record of a model has been looked after, so it is the last state.
 */
public final class PublishChanges {
    /** By then a process that lives has made its change, and has published it. */
    static final Duration GRACE = Duration.ofMinutes(15);

    private static final int TRIES = 100;

    private final Changes changes;
    private final ChangeMarks marks;
    private final ModelIndex index;
    private final ModelStates states;
    private final StateEvents events;
    private final Consumer<String> settling;
    private final Clock clock;

    /** @param settling finishes the newest move of a model */
    public PublishChanges(
            Changes changes,
            ChangeMarks marks,
            ModelIndex index,
            ModelStates states,
            StateEvents events,
            Consumer<String> settling,
            Clock clock) {
        this.changes = changes;
        this.marks = marks;
        this.index = index;
        this.states = states;
        this.events = events;
        this.settling = settling;
        this.clock = clock;
    }

    /**
     * Publishes what this process has changed. What cannot be published now is kept for the next call.
     *
     * @throws RuntimeException the first failure, after everything has been tried
     */
    public void publishOwn() {
        List<RuntimeException> failures = new ArrayList<>();
        changes.take().forEach((model, made) -> {
            try {
                publish(index.refresh(model));
                changes.published(made);
            } catch (RuntimeException e) {
                changes.add(model, made);
                failures.add(e);
            }
        });
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    /**
     * Finishes and publishes what other processes have changed, or have begun to: those that live do so themselves, but
     * nobody can tell which do. Their marks are taken away when no process can be at it any more.
     *
     * @return how many models were looked at
     */
    public int publishOfOthers() {
        Map<String, List<ChangeMark>> others = marks.all().stream()
                .filter(mark -> !changes.isOwn(mark))
                .collect(Collectors.groupingBy(ChangeMark::model, LinkedHashMap::new, Collectors.toList()));
        others.forEach(this::finish);
        return others.size();
    }

    private void finish(String model, List<ChangeMark> open) {
        Instant old = clock.instant().minus(GRACE);
        List<ChangeMark> left =
                open.stream().filter(mark -> mark.at().isBefore(old)).toList();
        settling.accept(model);
        ModelState state = index.refresh(model);
        // What this process has seen may lag behind, so it does not count where a mark is taken away.
        if (!left.isEmpty() || !isNewest(state)) {
            publish(state);
        }
        left.forEach(marks::remove);
    }

    /**
     * Finishes the newest move of a model and publishes the model's state, unless that is the newest on the topic.
     *
     * @param state as it was just read
     */
    public void compare(ModelState state) {
        if (!isNewest(state)) {
            settling.accept(state.name());
            publish(state);
        }
    }

    /** Whether the newest state that this process has seen on the topic is this one. */
    public boolean isNewest(ModelState state) {
        return states.newest(state.name()).equals(state.record().map(record -> events.id(state)));
    }

    private void publish(ModelState read) {
        ModelState state = read;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            put(state);
            ModelState now = index.refresh(read.name());
            if (now.equals(state)) {
                return;
            }
            state = now;
        }
        throw new StoreException.Unavailable(
                "the model " + read.name() + " changes faster than its states can be published",
                new IllegalStateException("too many changes"));
    }

    private void put(ModelState state) {
        if (state.record().isPresent()) {
            states.publish(events.of(state));
        } else {
            states.publishGone(state.name());
        }
    }
}
