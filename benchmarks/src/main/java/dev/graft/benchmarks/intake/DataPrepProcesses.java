package dev.graft.benchmarks.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The processes of data-prep and what Linux counts of them.
 *
 * @param pids one an instance
 */
record DataPrepProcesses(List<Long> pids) {
    private static final long KIB = 1024;
    private static final String RESET = "5";

    /** The largest resident set begins anew: what was held before does not count any more. */
    void resetPeak() throws IOException {
        for (long pid : pids) {
            Files.writeString(Path.of("/proc", Long.toString(pid), "clear_refs"), RESET);
        }
    }

    /** The largest resident set of one of them since then, in bytes: VmHWM, which {@code /usr/bin/time -v} prints too. */
    long peakBytes() throws IOException {
        return bytes("VmHWM:");
    }

    /** The largest resident set of one of them now. */
    long residentBytes() throws IOException {
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
    double cpuSeconds() {
        return pids.stream().mapToDouble(DataPrepProcesses::cpuSeconds).sum();
    }

    private static double cpuSeconds(long pid) {
        return ProcessHandle.of(pid)
                        .flatMap(handle -> handle.info().totalCpuDuration())
                        .orElseThrow(() -> new IllegalStateException("data-prep, process " + pid + ", is gone"))
                        .toMillis()
                / 1000.0;
    }
}
