package dev.graft.benchmarks.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process holds in RAM, in bytes, as Linux counts it.
 *
 * @param resident RSS: every page that it has mapped in
 * @param proportional PSS: a page that n processes share counts as an n-th of it
 */
record ProcessMemory(String service, long pid, long resident, long proportional) {
    private static final long KIB = 1024;

    /** @throws IOException where the system has no {@code /proc/<pid>/smaps_rollup}, or the process is gone */
    static ProcessMemory of(String service, long pid) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup"));
        return new ProcessMemory(service, pid, bytes(lines, "Rss:"), bytes(lines, "Pss:"));
    }

    private static long bytes(List<String> lines, String name) throws IOException {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                .findFirst()
                .orElseThrow(() -> new IOException("smaps_rollup has no " + name));
    }
}
