package dev.graft.launcher.demo;

import dev.graft.launcher.client.MeshRest;
import dev.graft.launcher.client.StoreAddress;
import dev.graft.launcher.lifecycle.BringUp;
import dev.graft.launcher.lifecycle.LauncherLock;
import dev.graft.launcher.lifecycle.StartProblem;
import dev.graft.launcher.lifecycle.TakeDown;
import dev.graft.launcher.mesh.FolderRemoval;
import dev.graft.launcher.mesh.MeshDescription;
import dev.graft.launcher.mesh.MeshHome;
import dev.graft.launcher.mesh.MeshPlan;
import dev.graft.launcher.mesh.PortBase;
import dev.graft.launcher.mesh.ProjectFolder;
import dev.graft.launcher.mesh.StoreCredentials;
import dev.graft.launcher.process.Ports;
import dev.graft.launcher.terminal.Figures;
import dev.graft.launcher.terminal.ProgressLines;
import dev.graft.launcher.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The use case "demo": a mesh of its own in a fresh folder, the story told on it, and the mesh taken down again. */
public final class Demo {

    private static final Duration START_BOUND = Duration.ofSeconds(180);
    private static final Duration STOP_BOUND = Duration.ofSeconds(20);

    private final Terminal terminal;
    private final MeshHome home;
    private final MeshDescription description;
    private final boolean keep;

    /**
     * @param home thrown away and begun anew
     * @param keep leaves the mesh running at the end
     */
    public Demo(Terminal terminal, MeshHome home, MeshDescription description, boolean keep) {
        this.terminal = terminal;
        this.home = home;
        this.description = description;
        this.keep = keep;
    }

    /** Whether the mesh did all that the story says. */
    public boolean run() throws IOException, InterruptedException, LauncherLock.LockedException {
        try (LauncherLock lock = LauncherLock.take(home)) {
            takeDown();
            FolderRemoval.remove(home.data(""));
            home.create();
            int portBase = freePortBase();
            PortBase.remember(home, portBase);
            MeshPlan plan = new MeshPlan(ProjectFolder.find(), home, portBase, StoreCredentials.of(home), description);
            boolean told = bringUp(plan) && tell(plan);
            if (!keep) {
                terminal.out().println();
                takeDown();
            }
            return told;
        }
    }

    private int freePortBase() {
        boolean usual = description.services().stream()
                .map(service -> service.ports())
                .flatMap(Collection::stream)
                .allMatch(offset -> Ports.isFree(PortBase.DEFAULT + offset));
        return usual ? PortBase.DEFAULT : Ports.freeBase(16);
    }

    private boolean bringUp(MeshPlan plan) throws IOException, InterruptedException {
        terminal.out().println("Starting the mesh");
        List<StartProblem> problems;
        try (ProgressLines progress = new ProgressLines(terminal)) {
            problems = new BringUp(plan, START_BOUND, progress).run();
        }
        problems.forEach(problem -> System.err.println("graft: " + problem.message()));
        return problems.isEmpty();
    }

    private boolean tell(MeshPlan plan) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Map<String, String> environment = System.getenv();
        String token = environment.get("GRAFT_API_TOKEN");
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

    private void takeDown() throws InterruptedException {
        try (ProgressLines progress = new ProgressLines(terminal)) {
            new TakeDown(home, description, STOP_BOUND, progress).run();
        }
    }
}
