package dev.graft.launcher.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One start of a program in the background, detached from terminal and parent: it goes on when they end.
 *
 * @param identity on the command line, to find the process again
 * @param program what runs
 * @param environment added to, and winning over, the environment of this process; where secrets travel
 * @param folder the working directory
 * @param log receives both outputs; the log of the start before is kept as {@code <log>.1}
 */
public record Launch(
        ProcessIdentity identity, JavaProgram program, Map<String, String> environment, Path folder, Path log) {

    /** Ignores hang-up and interrupt, takes a session of its own where the system can, and becomes the program. */
    private static final String DETACH =
            "trap '' HUP INT; if command -v setsid >/dev/null 2>&1; then exec setsid \"$@\"; else exec \"$@\"; fi";

    public Launch {
        environment = Map.copyOf(environment);
    }

    /** @throws IOException when the program cannot be executed or the log cannot be written */
    public Process start() throws IOException {
        keepLastLog();
        ProcessBuilder builder = new ProcessBuilder(commandLine());
        builder.environment().putAll(environment);
        builder.directory(folder.toFile());
        builder.redirectInput(ProcessBuilder.Redirect.from(nullDevice()));
        builder.redirectErrorStream(true);
        builder.redirectOutput(log.toFile());
        return builder.start();
    }

    /** Without the environment's values: secrets travel there. */
    @Override
    public String toString() {
        return "Launch[" + identity + ", " + program + ", environment=" + environment.keySet() + ", log=" + log + "]";
    }

    private List<String> commandLine() {
        List<String> line = new ArrayList<>();
        if (!onWindows()) {
            line.addAll(List.of("/bin/sh", "-c", DETACH, "graft-detach"));
        }
        line.addAll(program.commandLine(identity));
        return line;
    }

    private void keepLastLog() throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static File nullDevice() {
        return new File(onWindows() ? "NUL" : "/dev/null");
    }

    private static boolean onWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }
}
