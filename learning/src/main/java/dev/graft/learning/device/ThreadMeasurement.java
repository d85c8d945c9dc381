package dev.graft.learning.device;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The choice of a number of threads by trying: how many processors there are says little where they are hyper-threads, or
 * where other work has a share of them.
 *
 * <p>Every candidate does the work of one small encoder layer again and again. Candidates take turns, so that what else
 * the machine does meets them all, and each one's best time counts. The fewest threads that come within
 * {@value #TOLERANCE} of the fastest are taken: more would cost other work time and give this one next to nothing.
 */
final class ThreadMeasurement {

    private static final double TOLERANCE = 0.05;
    private static final int ROUNDS = 6;
    private static final long TURN_NANOS = 30_000_000;

    private ThreadMeasurement() {}

    /** Tries 1, 2, 4, … threads up to the processors, and the physical cores; about a second. */
    static ThreadCount run(Engine engine, int processors, int cores) {
        SortedMap<Integer, Double> seconds = new TreeMap<>();
        try (GradientsOff off = new GradientsOff();
                NDManager manager = engine.newBaseManager(ai.djl.Device.cpu())) {
            LayerWork work = new LayerWork(manager);
            for (int round = 0; round < ROUNDS; round++) {
                for (int threads : candidates(processors, cores)) {
                    JniUtils.setNumThreads(threads);
                    work.run();
                    seconds.merge(threads, turn(work), Math::min);
                }
            }
        }
        return choose(seconds);
    }

    static SortedSet<Integer> candidates(int processors, int cores) {
        int most = Math.min(ThreadCount.MOST, processors);
        SortedSet<Integer> candidates = new TreeSet<>();
        for (int threads = 1; threads < most; threads *= 2) {
            candidates.add(threads);
        }
        candidates.add(most);
        if (cores > 0 && cores < most) {
            candidates.add(cores);
        }
        return candidates;
    }

    /** @param seconds that the work took, by number of threads */
    static ThreadCount choose(SortedMap<Integer, Double> seconds) {
        double best =
                seconds.values().stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        int threads = seconds.entrySet().stream()
                .filter(tried -> tried.getValue() <= best * (1 + TOLERANCE))
                .mapToInt(Map.Entry::getKey)
                .min()
                .orElseThrow();
        String tried = seconds.entrySet().stream()
                .map(each -> "%d: %.1f ms".formatted(each.getKey(), 1000 * each.getValue()))
                .collect(Collectors.joining(", "));
        return new ThreadCount(threads, "measured: " + tried);
    }

    /** The best time of one piece of work in a turn. */
    private static double turn(LayerWork work) {
        double best = Double.MAX_VALUE;
        long begin = System.nanoTime();
        long last = begin;
        do {
            work.run();
            long now = System.nanoTime();
            best = Math.min(best, (now - last) / 1e9);
            last = now;
        } while (last - begin < TURN_NANOS);
        return best;
    }

    /** No gradients on this thread; {@link GradMode} needs a runtime that has started, which this helps to start. */
    private static final class GradientsOff implements AutoCloseable {
        private final boolean before = JniUtils.isGradMode();

        GradientsOff() {
            JniUtils.setGradMode(false);
        }

        @Override
        public void close() {
            JniUtils.setGradMode(before);
        }
    }
}
