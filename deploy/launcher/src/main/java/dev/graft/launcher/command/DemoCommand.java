package dev.graft.launcher.command;

import dev.graft.launcher.demo.Demo;
import dev.graft.launcher.lifecycle.LauncherLock;
import dev.graft.launcher.lifecycle.StartProblem;
import dev.graft.launcher.lifecycle.TakeDown;
import dev.graft.launcher.mesh.MeshPlan;
import dev.graft.launcher.mesh.PortBase;
import dev.graft.launcher.process.ProcessTable;
import dev.graft.launcher.terminal.ProgressLines;
import dev.graft.launcher.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code graft demo}. */
@Command(
        name = "demo",
        description = "Tells the story of Graft on real text: a first model, a better one, spoiled labels refused, an"
                + " unreadable event, a rollback. Starts the mesh where it does not run, and stops it again then; what"
                + " was learnt stays. Ends with 0 when the mesh did all that the story says.")
public final class DemoCommand implements Callable<Integer> {

    private static final Duration STOP_BOUND = Duration.ofSeconds(20);

    @Mixin
    private MeshOptions options = new MeshOptions();

    @Option(names = "--keep", description = "Leaves the mesh running in any case, to look around in")
    private boolean keep;

    private final Terminal terminal;

    public DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, LauncherLock.LockedException {
        try (LauncherLock lock = LauncherLock.take(options.home())) {
            MeshPlan plan = options.plan();
            boolean wasRunning = !ProcessTable.of(plan.home().folder()).isEmpty();
            plan.home().create();
            PortBase.remember(plan.home(), plan.portBase());
            int exitCode = run(new Demo(terminal, plan));
            if (wasRunning || keep) {
                terminal.out().println("The mesh goes on running: graft status, graft models, graft down.");
            } else {
                takeDown(plan);
            }
            return exitCode;
        }
    }

    private int run(Demo demo) throws IOException, InterruptedException {
        List<StartProblem> problems = demo.bringUp();
        if (!problems.isEmpty()) {
            return Up.report(problems);
        }
        return demo.tell(System.getenv()) ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void takeDown(MeshPlan plan) throws InterruptedException {
        try (ProgressLines progress = new ProgressLines(terminal)) {
            new TakeDown(plan.home(), plan.description(), STOP_BOUND, progress).run();
        }
    }
}
