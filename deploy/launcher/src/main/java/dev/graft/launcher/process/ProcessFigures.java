package dev.graft.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What the system counts of a process. */
public final class ProcessFigures {

    private static final String RESIDENT = "VmRSS:";
    private static final long KIB = 1024;

    private ProcessFigures() {}

    /** Memory in RAM, in bytes; empty where the system does not tell (it does on Linux). */
    public static OptionalLong residentBytes(ProcessHandle process) {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        if (!Files.isReadable(status)) {
            return OptionalLong.empty();
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(kib -> Long.parseLong(kib) * KIB)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** Time since its start. */
    public static Optional<Duration> age(ProcessHandle process, Instant now) {
        return process.info().startInstant().map(start -> Duration.between(start, now));
    }
}
