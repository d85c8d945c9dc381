package dev.graft.launcher.demo;

import dev.graft.launcher.client.MeshRest;
import dev.graft.launcher.client.StoreAddress;
import dev.graft.launcher.lifecycle.BringUp;
import dev.graft.launcher.lifecycle.StartProblem;
import dev.graft.launcher.mesh.MeshPlan;
import dev.graft.launcher.terminal.Figures;
import dev.graft.launcher.terminal.ProgressLines;
import dev.graft.launcher.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The use case "demo": the mesh brought up where it does not run, and the story told on it. */
public final class Demo {

    private static final Duration START_BOUND = Duration.ofSeconds(180);

    private final Terminal terminal;
    private final MeshPlan plan;

    public Demo(Terminal terminal, MeshPlan plan) {
        this.terminal = terminal;
        this.plan = plan;
    }

    /** The problems, none when every service is ready. */
    public List<StartProblem> bringUp() throws IOException, InterruptedException {
        terminal.out().println("Starting the mesh");
        try (ProgressLines progress = new ProgressLines(terminal)) {
            return new BringUp(plan, START_BOUND, progress).run();
        }
    }

    /** Whether the mesh did all that the story says. */
    public boolean tell(Map<String, String> environment) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        String token = MeshRest.token(environment);
        Path examples = plan.project().resolve("examples").resolve("customer-messages");
        try (DemoMesh mesh = new DemoMesh(
                terminal,
                plan.bootstrapServers(),
                StoreAddress.of(plan, Map.of()),
                new MeshRest("predictor", plan.address("predictor"), token),
                new MeshRest("registry", plan.address("registry"), token))) {
            new Story(terminal, mesh, examples).tell();
            terminal.out().println();
            terminal.out().println("The story took " + Figures.time(Duration.ofNanos(System.nanoTime() - begun)) + ".");
            return true;
        } catch (Story.Unexpected e) {
            System.err.println("graft: the story went another way: " + e.getMessage());
            return false;
        }
    }
}
