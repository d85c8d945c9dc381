package dev.graft.launcher.command;

import dev.graft.launcher.demo.Demo;
import dev.graft.launcher.lifecycle.LauncherLock;
import dev.graft.launcher.mesh.MeshHome;
import dev.graft.launcher.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code graft demo}. */
@Command(
        name = "demo",
        description = "Tells the story of Graft on real text, on a mesh of its own in the folder demo/ of the mesh's"
                + " folder: a first model, a better one, spoiled labels refused, an unreadable event, a rollback."
                + " Ends with 0 when the mesh did all that the story says.")
public final class DemoCommand implements Callable<Integer> {

    @Mixin
    private MeshOptions options = new MeshOptions();

    @Option(names = "--keep", description = "Leaves the demo's mesh running, to look around in")
    private boolean keep;

    private final Terminal terminal;

    public DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, LauncherLock.LockedException {
        MeshHome home = new MeshHome(options.home().folder().resolve("demo"));
        boolean told = new Demo(terminal, home, options.description(), keep).run();
        if (keep) {
            terminal.out().println("It goes on running: graft status --home " + home.folder());
        }
        return told ? ExitCode.DONE : ExitCode.FAILED;
    }
}
