package dev.graft.learning.device;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The C library's heap, in which the engine's arrays lie. Steps over batches of different lengths leave holes in it: glibc
 * keeps them for later arrays, which seldom fit, so a process grows by hundreds of megabytes that nobody uses.
 */
public final class NativeHeap {

    private static final String TRIM = "systemTrimNativeHeap";
    private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";
    private static final Duration PAUSE = Duration.ofSeconds(20);
    private static final AtomicLong LAST = new AtomicLong(System.nanoTime());
    private static final AtomicBoolean FAILED = new AtomicBoolean();

    private NativeHeap() {}

    /**
     * Hands unused pages back to the system, in tens of milliseconds, where that has not happened for 20 s; does
     * nothing where the JVM has no such command (those of Java 17 and 21 on Linux with glibc have it). No result depends
     * on it. Thread-safe.
     *
     * @param notices hears once, in a sentence, that the command failed; it is not tried again then
     */
    public static void trimNowAndThen(Consumer<String> notices) {
        long last = LAST.get();
        long now = System.nanoTime();
        if (now - last > PAUSE.toNanos() && !FAILED.get() && LAST.compareAndSet(last, now)) {
            try {
                trim();
            } catch (JMException e) {
                FAILED.set(true);
                notices.accept("Memory that the engine left unused cannot be handed back to the system (" + e
                        + "): the process may grow larger than it needs to be.");
            }
        }
    }

    private static void trim() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName commands = new ObjectName(COMMANDS);
        if (server.isRegistered(commands)
                && Arrays.stream(server.getMBeanInfo(commands).getOperations())
                        .anyMatch(command -> command.getName().equals(TRIM))) {
            server.invoke(commands, TRIM, new Object[0], new String[0]);
        }
    }
}
