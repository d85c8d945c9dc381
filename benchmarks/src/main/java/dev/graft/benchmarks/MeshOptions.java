package dev.graft.benchmarks;

import dev.graft.launcher.mesh.LocalMesh;
import dev.graft.launcher.mesh.MeshDescription;
import dev.graft.launcher.mesh.MeshHome;
import dev.graft.launcher.mesh.MeshPlan;
import dev.graft.launcher.mesh.PortBase;
import dev.graft.launcher.mesh.ProjectFolder;
import dev.graft.launcher.mesh.StoreCredentials;
import dev.graft.launcher.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which mesh is measured. */
public final class MeshOptions {
    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            description = "Folder of a mesh that runs (graft up --home FOLDER). Default: a new mesh is started for the"
                    + " measurement, on free ports, and stopped after it")
    private @Nullable Path home;

    @Option(
            names = "--keep-in",
            paramLabel = "FOLDER",
            description = "Folder for the new mesh's data and logs. Default: one below benchmarks/target")
    private @Nullable Path keepIn;

    /** A mesh that is up; what was started for the measurement ends with {@link #close}. */
    public record RunningMesh(MeshPlan plan, @Nullable LocalMesh started) implements AutoCloseable {
        @Override
        public void close() throws InterruptedException {
            if (started != null) {
                started.close();
            }
        }
    }

    public RunningMesh open() throws IOException, InterruptedException {
        if (home != null) {
            MeshHome folder = new MeshHome(home);
            return new RunningMesh(plan(folder, PortBase.of(folder)), null);
        }
        MeshHome folder = new MeshHome(newFolder());
        int base = Ports.freeBase(32);
        System.out.println("Starting a mesh on the ports from " + base + ", its logs are in " + folder.folder());
        LocalMesh mesh = LocalMesh.in(folder.folder()).portBase(base).start();
        return new RunningMesh(plan(folder, base), mesh);
    }

    private Path newFolder() throws IOException {
        if (keepIn != null) {
            return keepIn;
        }
        Path target = ProjectFolder.find().resolve("benchmarks").resolve("target");
        return Files.createTempDirectory(Files.createDirectories(target), "mesh-");
    }

    private static MeshPlan plan(MeshHome folder, int base) throws IOException {
        return new MeshPlan(
                ProjectFolder.find(), folder, base, StoreCredentials.of(folder), MeshDescription.standard());
    }
}
