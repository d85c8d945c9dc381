package dev.graft.dashboard.readmodel;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The newest things by key, at most {@code capacity}; the oldest is dropped when one more comes. A thing is as old as its
 * first event, and what is older than the newest thing ever dropped is not taken in again, so that a late event does not
 * bring back half of it.
 */
final class Newest<V> {
    private final int capacity;
    private final Consumer<V> onDrop;
    private final Map<String, Entry<V>> byKey = new HashMap<>();
    private final TreeSet<Entry<V>> byTime = new TreeSet<>(
            Comparator.<Entry<V>, Instant>comparing(entry -> entry.since).thenComparing(entry -> entry.key));
    private Instant horizon = Instant.MIN;

    Newest(int capacity, Consumer<V> onDrop) {
        if (capacity < 1) {
            throw new IllegalArgumentException("at least one thing must be kept, not " + capacity);
        }
        this.capacity = capacity;
        this.onDrop = onDrop;
    }

    /** The thing that an event of {@code time} is about; null when it is too old to be kept. */
    @Nullable
    V touch(String key, Instant time, Supplier<V> created) {
        Entry<V> entry = byKey.get(key);
        if (entry != null) {
            return older(entry, time).value;
        }
        if (time.compareTo(horizon) <= 0) {
            return null;
        }
        Entry<V> added = new Entry<>(key, time, created.get());
        byKey.put(key, added);
        byTime.add(added);
        return byTime.size() > capacity && dropOldest() == added ? null : added.value;
    }

    @Nullable
    V get(String key) {
        Entry<V> entry = byKey.get(key);
        return entry == null ? null : entry.value;
    }

    /** Takes a thing out that has become part of another; it is not dropped. */
    void remove(String key) {
        Entry<V> entry = byKey.remove(key);
        if (entry != null) {
            byTime.remove(entry);
        }
    }

    /** The time of the first event about it. */
    Instant since(String key) {
        Entry<V> entry = byKey.get(key);
        return entry == null ? Instant.MIN : entry.since;
    }

    Stream<V> newestFirst() {
        return byTime.descendingSet().stream().map(entry -> entry.value);
    }

    int size() {
        return byKey.size();
    }

    private Entry<V> older(Entry<V> entry, Instant time) {
        if (time.isBefore(entry.since)) {
            byTime.remove(entry);
            entry.since = time;
            byTime.add(entry);
        }
        return entry;
    }

    private Entry<V> dropOldest() {
        Entry<V> oldest = byTime.first();
        byTime.remove(oldest);
        byKey.remove(oldest.key);
        horizon = oldest.since;
        onDrop.accept(oldest.value);
        return oldest;
    }

    private static final class Entry<V> {
        final String key;
        final V value;
        Instant since;

        Entry(String key, Instant since, V value) {
            this.key = key;
            this.since = since;
            this.value = value;
        }
    }
}
