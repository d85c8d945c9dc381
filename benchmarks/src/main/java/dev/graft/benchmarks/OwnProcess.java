package dev.graft.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process has used of the machine. */
public final class OwnProcess {

    private static final double KIB_A_MIB = 1024;

    private OwnProcess() {}

    /** Processor time of all threads, native ones included, in seconds. */
    public static double cpuSeconds() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
    }

    /** The largest resident set so far, MiB; {@link IOException} where the system is not Linux. */
    public static double peakMegabytes() throws IOException {
        return megabytes("VmHWM:");
    }

    /** The resident set now, MiB; {@link IOException} where the system is not Linux. */
    public static double residentMegabytes() throws IOException {
        return megabytes("VmRSS:");
    }

    private static double megabytes(String field) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(field))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB_A_MIB)
                .findFirst()
                .orElseThrow(() -> new IOException("/proc/self/status has no " + field));
    }
}
