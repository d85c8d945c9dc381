package dev.graft.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a process still runs. One that has ended stays in the process table until its parent has asked for its exit
 * code, and in a container the first process may ask late or never; Java calls such a process alive.
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
            return state < line.length() && line.charAt(state) == ZOMBIE;
        } catch (IOException e) {
            return !process.isAlive();
        }
    }
}
