package dev.graft.dashboard.readmodel;

import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.contracts.event.RowCounts;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that is known of one batch by itself: its announcements and the answer to them. */
final class BatchFacts {
    private static final int KEPT_ANNOUNCEMENTS = 20;

    /**
     * An announcement without its rows.
     *
     * @param rows how many it carried inline; null: they lie in the object store
     */
    record Announcement(
            @Nullable String description, @Nullable Integer rows, BatchLabelled.@Nullable Source source) {}

    /**
     * What became of its rows, and what was found about them.
     *
     * @param findings null: nothing was checked
     */
    record Accepted(RowCounts rows, BatchAccepted.@Nullable Findings findings) {}

    final String key;
    final String task;
    final @Nullable String batchId;
    final Set<String> names = new HashSet<>(4);
    final TreeMap<String, Fact<Announcement>> announcements = new TreeMap<>();
    long announced;

    @Nullable
    PartFacts parts;

    @Nullable
    Fact<Accepted> accepted;

    @Nullable
    Fact<DatasetRejected> rejected;

    BatchFacts(String key, String task, @Nullable String batchId) {
        this.key = key;
        this.task = task;
        this.batchId = batchId;
    }

    void announce(Fact<Announcement> fact) {
        if (announcements.putIfAbsent(fact.link().id(), fact) == null) {
            announced++;
            keepFirstAnnouncements();
        }
    }

    /** The first announcement; null when none is known. */
    @Nullable
    Fact<Announcement> announcement() {
        return announcements.values().stream().min(Fact.BY_TIME).orElse(null);
    }

    void absorb(BatchFacts other) {
        names.addAll(other.names);
        announcements.putAll(other.announcements);
        announced += other.announced;
        keepFirstAnnouncements();
        if (other.rejected != null) {
            rejected = Fact.later(rejected, other.rejected);
        }
    }

    Stream<Link> links() {
        return Stream.concat(
                announcements.values().stream().map(Fact::link),
                Stream.of(accepted, rejected).flatMap(Stream::ofNullable).map(Fact::link));
    }

    private void keepFirstAnnouncements() {
        while (announcements.size() > KEPT_ANNOUNCEMENTS) {
            announcements.entrySet().stream()
                    .max(Map.Entry.comparingByValue(Fact.BY_TIME))
                    .ifPresent(last -> announcements.remove(last.getKey()));
        }
    }
}
