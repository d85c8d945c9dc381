package dev.graft.dashboard.readmodel;

import dev.graft.platform.json.Hashes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The ids that came last, at most {@code capacity}: a repeat of one of them is recognised. Kept as the first 64 bits of
 * their SHA-256: that two of 50,000 ids share them has a chance below one in ten thousand million. Used by one thread.
 */
final class RecentIds {
    private final int capacity;
    private final Set<Long> ids = new LinkedHashSet<>();
    private final MessageDigest digest = Hashes.sha256();

    RecentIds(int capacity) {
        this.capacity = capacity;
    }

    /** Whether it is new. */
    boolean add(String id) {
        if (!ids.add(hash(id))) {
            return false;
        }
        if (ids.size() > capacity) {
            var oldest = ids.iterator();
            oldest.next();
            oldest.remove();
        }
        return true;
    }

    boolean contains(String id) {
        return !ids.isEmpty() && ids.contains(hash(id));
    }

    private long hash(String id) {
        return ByteBuffer.wrap(digest.digest(id.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}
