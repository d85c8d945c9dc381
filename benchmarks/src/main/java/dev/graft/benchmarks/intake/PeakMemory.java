package dev.graft.benchmarks.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The largest resident set of a process, in bytes, as Linux counts it (VmHWM, what {@code /usr/bin/time -v} prints). */
record PeakMemory(long pid) {
    private static final long KIB = 1024;
    private static final String RESET = "5";

    /** Begins anew: what was held before does not count any more. */
    void reset() throws IOException {
        Files.writeString(Path.of("/proc", Long.toString(pid), "clear_refs"), RESET);
    }

    long bytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                .findFirst()
                .orElseThrow(() -> new IOException("/proc/" + pid + "/status has no VmHWM"));
    }
}
