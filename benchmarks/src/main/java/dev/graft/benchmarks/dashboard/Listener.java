package dev.graft.benchmarks.dashboard;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;

/** One client of the live stream, which notes when each event came. */
final class Listener implements Flow.Subscriber<String> {
    private static final String ID = "id:";

    private final Semaphore connected;
    private final Map<String, Long> heardNanos = new ConcurrentHashMap<>();
    private boolean first = true;

    /** @param connected gets a permit with the first line, which comes when the stream has begun */
    Listener(Semaphore connected) {
        this.connected = connected;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        if (first) {
            first = false;
            connected.release();
        }
        if (line.startsWith(ID)) {
            heardNanos.put(line.substring(ID.length()).strip(), System.nanoTime());
        }
    }

    @Override
    public void onError(Throwable failure) {
        heardNanos.clear();
    }

    @Override
    public void onComplete() {
        heardNanos.clear();
    }

    boolean heard(Iterable<String> ids) {
        for (String id : ids) {
            if (!heardNanos.containsKey(id)) {
                return false;
            }
        }
        return true;
    }

    /** When it heard the last of them. */
    long lastNanos(Iterable<String> ids) {
        long last = Long.MIN_VALUE;
        for (String id : ids) {
            last = Math.max(last, heardNanos.getOrDefault(id, Long.MIN_VALUE));
        }
        return last;
    }
}
