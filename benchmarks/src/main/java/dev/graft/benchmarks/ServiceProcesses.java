package dev.graft.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The processes of a service and what Linux counts of them.
 *
 * @param pids one an instance
 */
public record ServiceProcesses(List<Long> pids) {
    private static final long KIB = 1024;
    private static final String RESET = "5";

    /** The largest resident set begins anew: what was held before does not count any more. */
    public void resetPeak() throws IOException {
        for (long pid : pids) {
            Files.writeString(Path.of("/proc", Long.toString(pid), "clear_refs"), RESET);
        }
    }

    /** The largest resident set of one of them since then, in bytes: VmHWM, which {@code /usr/bin/time -v} prints too. */
    public long peakBytes() throws IOException {
        return bytes("VmHWM:");
    }

    /** The largest resident set of one of them now. */
    public long residentBytes() throws IOException {
        return bytes("VmRSS:");
    }

    private long bytes(String field) throws IOException {
        long largest = 0;
        for (long pid : pids) {
            largest = Math.max(largest, bytes(pid, field));
        }
        return largest;
    }

    private static long bytes(long pid, String field) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                .findFirst()
                .orElseThrow(() -> new IOException("/proc/" + pid + "/status has no " + field));
    }

    /** Processor time of all their threads so far, to 10 ms. */
    public double cpuSeconds() {
        return pids.stream().mapToDouble(ServiceProcesses::cpuSeconds).sum();
    }

    private static double cpuSeconds(long pid) {
        return ProcessHandle.of(pid)
                        .flatMap(handle -> handle.info().totalCpuDuration())
                        .orElseThrow(() -> new IllegalStateException("process " + pid + " is gone"))
                        .toMillis()
                / 1000.0;
    }
}
