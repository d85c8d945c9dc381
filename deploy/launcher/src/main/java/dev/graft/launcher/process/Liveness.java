package dev.graft.launcher.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Whether a process still runs. One that has ended stays in the process table until its parent has asked for its exit
 * code, and in a container the first process may ask late or never; Java calls such a process alive. Its first thread may
 * look like that while others still end, and until the last of them has, its ports stay taken.
 */
final class Liveness {

    private static final char ZOMBIE = 'Z';

    private Liveness() {}

    static boolean isGone(ProcessHandle process) {
        return !process.isAlive() || isZombie(process);
    }

    private static boolean isZombie(ProcessHandle process) {
        Path stat = Path.of("/proc", String.valueOf(process.pid()), "stat");
        if (!Files.isReadable(stat)) {
            return false;
        }
        try {
            String line = Files.readString(stat);
            int state = line.lastIndexOf(')') + 2;
            return state < line.length() && line.charAt(state) == ZOMBIE && threads(process) <= 1;
        } catch (IOException | UncheckedIOException e) {
            return !process.isAlive();
        }
    }

    private static long threads(ProcessHandle process) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(process.pid()), "task"))) {
            return threads.count();
        }
    }
}
