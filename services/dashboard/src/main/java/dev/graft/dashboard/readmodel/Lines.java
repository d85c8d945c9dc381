package dev.graft.dashboard.readmodel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What is left of things that are too old to be kept whole: of each the line that its list shows, as it was at the end. They
 * come in the order of their age, since {@link Newest} drops the oldest first.
 */
final class Lines<T, S extends Enum<S>> {
    private final int capacity;
    private final Function<T, S> state;
    private final Deque<T> lines = new ArrayDeque<>();
    private final Map<S, Long> states;

    /** @param capacity how many are kept; 0: none */
    Lines(int capacity, Class<S> states, Function<T, S> state) {
        this.capacity = capacity;
        this.state = state;
        this.states = new EnumMap<>(states);
    }

    void add(T line) {
        lines.addLast(line);
        states.merge(state.apply(line), 1L, Long::sum);
        if (lines.size() > capacity) {
            states.merge(state.apply(lines.removeFirst()), -1L, Long::sum);
        }
    }

    Stream<T> newestFirst() {
        Iterable<T> descending = lines::descendingIterator;
        return StreamSupport.stream(descending.spliterator(), false);
    }

    /** Looked for one by one: who asks for something that old can wait for a millisecond. */
    Optional<T> find(Predicate<T> wanted) {
        return newestFirst().filter(wanted).findFirst();
    }

    /** How many are in each state. */
    Map<S, Long> states() {
        return states;
    }
}
