package dev.graft.predictor.serving.scoring.messaging;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What was fetched of a partition and is not answered yet, in its order. */
final class Lane {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Deque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
    private boolean held;
    private long heldUntil;

    void add(Collection<ConsumerRecord<byte[], byte[]>> fetched) {
        records.addAll(fetched);
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    /** Its records from the first on; where that one waits for a champion, it alone, and none before its time. */
    Iterator<ConsumerRecord<byte[], byte[]>> next(long nanoTime) {
        if (nanosToWait(nanoTime) > 0) {
            return Collections.emptyIterator();
        }
        return held ? List.of(records.getFirst()).iterator() : records.iterator();
    }

    /** The first is answered. */
    void done() {
        records.removeFirst();
        held = false;
    }

    /** The first waits for a champion, and is to be asked again in a while. */
    void hold(long nanoTime) {
        held = true;
        heldUntil = nanoTime + PAUSE.toNanos();
    }

    boolean isHeld() {
        return held;
    }

    /** 0 or less: it may be asked now. */
    long nanosToWait(long nanoTime) {
        return held ? heldUntil - nanoTime : 0;
    }
}
