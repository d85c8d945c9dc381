package dev.graft.launcher.command;

import dev.graft.launcher.lifecycle.BringUp;
import dev.graft.launcher.lifecycle.LauncherLock;
import dev.graft.launcher.lifecycle.StartProblem;
import dev.graft.launcher.mesh.MeshPlan;
import dev.graft.launcher.mesh.PortBase;
import dev.graft.launcher.terminal.Figures;
import dev.graft.launcher.terminal.ProgressLines;
import dev.graft.launcher.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code graft up}. */
@Command(
        name = "up",
        description = "Starts what is missing of the mesh, replaces what is not as it should be, and waits until all is"
                + " ready. What runs and is right is left alone. The services go on when this command ends.")
public final class Up implements Callable<Integer> {

    @Mixin
    private MeshOptions options = new MeshOptions();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "How long each service may take to be ready. Default: ${DEFAULT-VALUE}")
    private int timeoutSeconds;

    private final Terminal terminal;

    public Up(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, LauncherLock.LockedException {
        try (LauncherLock lock = LauncherLock.take(options.home())) {
            return bringUp();
        }
    }

    private int bringUp() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        MeshPlan plan = options.plan();
        plan.home().create();
        PortBase.remember(plan.home(), plan.portBase());
        List<StartProblem> problems;
        try (ProgressLines progress = new ProgressLines(terminal)) {
            problems = new BringUp(plan, Duration.ofSeconds(timeoutSeconds), progress).run();
        }
        if (!problems.isEmpty()) {
            return report(problems);
        }
        terminal.out()
                .println("The mesh is ready after " + Figures.time(Duration.ofNanos(System.nanoTime() - begun)) + ".");
        plan.find("dashboard")
                .ifPresent(dashboard -> terminal.out().println("Watch it at " + plan.address(dashboard.name())));
        return ExitCode.DONE;
    }

    /** Prints what is wrong. @return the exit code for it */
    static int report(List<StartProblem> problems) {
        problems.forEach(problem -> System.err.println("graft: " + problem.message()));
        return problems.stream().anyMatch(StartProblem.PortTaken.class::isInstance)
                ? ExitCode.PORT_TAKEN
                : ExitCode.FAILED;
    }
}
