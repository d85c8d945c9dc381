package dev.graft.learning.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The number of cores behind the processors, of which hyper-threads share one, as Linux tells it. */
final class PhysicalCores {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private PhysicalCores() {}

    /** 0 where it cannot be told. */
    static int count() {
        try {
            return Files.isReadable(PROCESSORS) ? count(Files.readAllLines(PROCESSORS)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Counts the different pairs of package and core. */
    static int count(Iterable<String> lines) {
        Set<String> cores = new HashSet<>();
        String socket = "";
        for (String line : lines) {
            if (line.startsWith("physical id")) {
                socket = line;
            } else if (line.startsWith("core id")) {
                cores.add(socket + line);
            }
        }
        return cores.size();
    }
}
