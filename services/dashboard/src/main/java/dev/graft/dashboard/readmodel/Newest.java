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
 * The newest things by key, of which {@code capacity} are shown; the oldest is dropped when more come. A thing is as old as its
 * first event. What was dropped, or is older than what was, is not taken in again, so that a late event does not bring back
 * half of it.
 *
 * <p>A tenth more is kept than is shown: while topics are read one ahead of the other, a thing may look younger than it is
 * because its first event has not come yet, and must not push out one that is whole.
 */
final class Newest<V> {
    private static final int LEAST_MARGIN = 64;

    private final int capacity;
    private final int margin;
    private final Consumer<V> onDrop;
    private final Map<String, Entry<V>> byKey = new HashMap<>();
    private final TreeSet<Entry<V>> byTime = new TreeSet<>(
            Comparator.<Entry<V>, Instant>comparing(entry -> entry.since).thenComparing(entry -> entry.key));
    private final RecentIds dropped;
    private Instant horizon = Instant.MIN;

    Newest(int capacity, Consumer<V> onDrop) {
        if (capacity < 1) {
            throw new IllegalArgumentException("at least one thing must be kept, not " + capacity);
        }
        this.capacity = capacity;
        this.margin = LEAST_MARGIN + capacity / 10;
        this.onDrop = onDrop;
        this.dropped = new RecentIds(capacity);
    }

    /** The thing that an event of {@code time} is about; null when it is too old to be kept. */
    @Nullable
    V touch(String key, Instant time, Supplier<V> created) {
        Entry<V> entry = byKey.get(key);
        if (entry != null) {
            return older(entry, time).value;
        }
        if (time.compareTo(horizon) <= 0 || dropped.contains(key)) {
            return null;
        }
        Entry<V> added = new Entry<>(key, time, created.get());
        byKey.put(key, added);
        byTime.add(added);
        return byTime.size() > capacity + margin && dropOldest() == added ? null : added.value;
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
        return byTime.descendingSet().stream().limit(capacity).map(entry -> entry.value);
    }

    /** Those too that are kept beyond what is shown. */
    Stream<V> everythingNewestFirst() {
        return byTime.descendingSet().stream().map(entry -> entry.value);
    }

    int size() {
        return Math.min(capacity, byKey.size());
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
        dropped.add(oldest.key);
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
