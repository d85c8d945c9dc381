package dev.graft.benchmarks.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process of data-prep and what Linux counts of it. */
record DataPrepProcess(long pid) {
    private static final long KIB = 1024;
    private static final String RESET = "5";

    /** The largest resident set begins anew: what was held before does not count any more. */
    void resetPeak() throws IOException {
        Files.writeString(Path.of("/proc", Long.toString(pid), "clear_refs"), RESET);
    }

    /** The largest resident set since then, in bytes: VmHWM, which {@code /usr/bin/time -v} prints too. */
    long peakBytes() throws IOException {
        return bytes("VmHWM:");
    }

    /** The resident set now. */
    long residentBytes() throws IOException {
        return bytes("VmRSS:");
    }

    private long bytes(String field) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                .findFirst()
                .orElseThrow(() -> new IOException("/proc/" + pid + "/status has no " + field));
    }

    /** Processor time of all its threads so far, to 10 ms. */
    double cpuSeconds() {
        return ProcessHandle.of(pid)
                        .flatMap(handle -> handle.info().totalCpuDuration())
                        .orElseThrow(() -> new IllegalStateException("data-prep, process " + pid + ", is gone"))
                        .toMillis()
                / 1000.0;
    }
}
