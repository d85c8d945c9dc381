package dev.graft.launcher.mesh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The one folder that holds all that a mesh leaves on the machine: {@code data/}, {@code logs/}, {@code run/}.
 *
 * @param folder absolute
 */
public record MeshHome(Path folder) {

    public MeshHome {
        folder = folder.toAbsolutePath().normalize();
    }

    /** What the service keeps over restarts. */
    public Path data(String service) {
        return folder.resolve("data").resolve(service);
    }

    public Path log(String service) {
        return folder.resolve("logs").resolve(service + ".log");
    }

    /** Small files of the launcher itself: lock, credentials, process ids. */
    public Path run() {
        return folder.resolve("run");
    }

    public void create() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(folder.resolve("logs"));
        Files.createDirectories(run());
    }
}
