package dev.graft.launcher.command;

import dev.graft.launcher.lifecycle.LauncherLock;
import dev.graft.launcher.lifecycle.TakeDown;
import dev.graft.launcher.terminal.ProgressLines;
import dev.graft.launcher.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code graft down}. */
@Command(
        name = "down",
        description = "Stops every process of the mesh, whoever started it; the data stays. A training run goes on from"
                + " its last checkpoint after the next up.")
public final class Down implements Callable<Integer> {

    @Mixin
    private MeshOptions options = new MeshOptions();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "How long a service may take to stop before it is killed. Default: ${DEFAULT-VALUE}")
    private int timeoutSeconds;

    private final Terminal terminal;

    public Down(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, LauncherLock.LockedException {
        try (LauncherLock lock = LauncherLock.take(options.home());
                ProgressLines progress = new ProgressLines(terminal)) {
            int ended = new TakeDown(
                            options.home(), options.description(), Duration.ofSeconds(timeoutSeconds), progress)
                    .run();
            if (ended == 0) {
                terminal.out().println("Nothing of the mesh is running.");
            }
            return ExitCode.DONE;
        }
    }
}
