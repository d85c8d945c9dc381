package dev.graft.registry.change;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The changes that this process makes. Each is marked before it is made, and the mark stays until the state that came of
 * it is published; so a change is published even when its process dies at any line. Thread-safe.
 */
public final class Changes {
    private final ChangeMarks marks;
    private final Clock clock;
    private final Map<String, List<ChangeMark>> made = new LinkedHashMap<>();
    private final Set<ChangeMark> own = ConcurrentHashMap.newKeySet();
    private volatile Runnable listener = () -> {};

    public Changes(ChangeMarks marks, Clock clock) {
        this.marks = marks;
        this.clock = clock;
    }

    /** Whom to call when there is something to publish; returns at once. */
    public void onChange(Runnable newListener) {
        listener = newListener;
    }

    /** Makes a change; whether it fails or not, the model's state is published after it. */
    public <T> T make(String model, Supplier<T> change) {
        ChangeMark mark = marks.set(model, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        own.add(mark);
        try {
            return change.get();
        } finally {
            add(model, List.of(mark));
            listener.run();
        }
    }

    /** Marks of changes that were made and are not published, by model; each is given once. */
    synchronized Map<String, List<ChangeMark>> take() {
        Map<String, List<ChangeMark>> taken = new LinkedHashMap<>(made);
        made.clear();
        return taken;
    }

    /** Gives marks back, because the state could not be published. */
    synchronized void add(String model, List<ChangeMark> unpublished) {
        made.computeIfAbsent(model, name -> new ArrayList<>()).addAll(unpublished);
    }

    void published(List<ChangeMark> done) {
        done.forEach(marks::remove);
        done.forEach(own::remove);
    }

    boolean isOwn(ChangeMark mark) {
        return own.contains(mark);
    }

    /** Models whose changes wait to be published. */
    public synchronized int waiting() {
        return made.size();
    }
}
