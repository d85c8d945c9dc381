package dev.graft.learning.device;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The C library's heap, in which the engine's arrays lie. Steps over batches of different lengths leave holes in it: glibc
 * keeps them for later arrays, which seldom fit, so a process grows by hundreds of megabytes that nobody uses.
 */
public final class NativeHeap {

    private static final String TRIM = "systemTrimNativeHeap";
    private static final Duration PAUSE = Duration.ofSeconds(20);
    private static final AtomicLong LAST = new AtomicLong(System.nanoTime());

    private NativeHeap() {}

    /**
     * Hands unused pages back to the system, in tens of milliseconds, where that has not happened for 20 s; does
     * nothing where the JVM has no such command (those of Java 17 and 21 on Linux with glibc have it). No result depends
     * on it. Thread-safe.
     */
    public static void trimNowAndThen() {
        long last = LAST.get();
        long now = System.nanoTime();
        if (now - last > PAUSE.toNanos() && LAST.compareAndSet(last, now)) {
            trim();
        }
    }

    private static void trim() {
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            ObjectName commands = new ObjectName("com.sun.management:type=DiagnosticCommand");
            server.invoke(commands, TRIM, new Object[0], new String[0]);
        } catch (JMException e) {
            // Another JVM, or another C library: nothing depends on it but the size of the process.
        }
    }
}
