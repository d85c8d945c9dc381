package dev.graft.dashboard.readmodel;

import java.util.LinkedHashSet;
import java.util.Set;

/** The ids that came last, at most {@code capacity}: a repeat of one of them is recognised. */
final class RecentIds {
    private final int capacity;
    private final Set<String> ids = new LinkedHashSet<>();

    RecentIds(int capacity) {
        this.capacity = capacity;
    }

    /** Whether it is new. */
    boolean add(String id) {
        if (!ids.add(id)) {
            return false;
        }
        if (ids.size() > capacity) {
            var oldest = ids.iterator();
            oldest.next();
            oldest.remove();
        }
        return true;
    }
}
