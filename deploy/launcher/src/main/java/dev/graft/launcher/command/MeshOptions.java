package dev.graft.launcher.command;

import dev.graft.launcher.mesh.MeshDescription;
import dev.graft.launcher.mesh.MeshHome;
import dev.graft.launcher.mesh.MeshPlan;
import dev.graft.launcher.mesh.PortBase;
import dev.graft.launcher.mesh.ProjectFolder;
import dev.graft.launcher.mesh.StoreCredentials;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of every command that has to do with a mesh: where it lies, on which ports, of which services. */
public final class MeshOptions {

    @Option(
            names = "--home",
            scope = ScopeType.INHERIT,
            paramLabel = "FOLDER",
            description = "The mesh's folder for data, logs and process files. Default: $GRAFT_HOME, else .graft in the"
                    + " project")
    private @Nullable Path home;

    @Option(
            names = "--port-base",
            scope = ScopeType.INHERIT,
            paramLabel = "PORT",
            description = "First port of the mesh; its services use this one to 15 above. Default: the one of the last"
                    + " up, else 7400")
    private @Nullable Integer portBase;

    @Option(
            names = "--services",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            hidden = true,
            description = "Another description of the services than Graft's own")
    private @Nullable Path services;

    MeshHome home() {
        if (home != null) {
            return new MeshHome(home);
        }
        String named = System.getenv("GRAFT_HOME");
        return new MeshHome(
                named != null ? Path.of(named) : ProjectFolder.find().resolve(".graft"));
    }

    MeshDescription description() throws IOException {
        return services == null ? MeshDescription.standard() : MeshDescription.read(services);
    }

    /** The mesh on the ports that were asked for, or else those that it used last. */
    MeshPlan plan() throws IOException {
        MeshHome folder = home();
        int base = portBase != null ? PortBase.require(portBase) : PortBase.of(folder);
        return new MeshPlan(ProjectFolder.find(), folder, base, StoreCredentials.of(folder), description());
    }
}
