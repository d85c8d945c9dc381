package dev.graft.launcher.mesh;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of the project that the jars are built under. */
public final class ProjectFolder {

    private static final String PROPERTY = "graft.project";
    private static final Path MARK = Path.of("deploy", "launcher", "pom.xml");

    private ProjectFolder() {}

    /**
     * What {@code -Dgraft.project} names, else the nearest folder upwards that is the project.
     *
     * @throws IllegalStateException when there is none
     */
    public static Path find() {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return Path.of(named).toAbsolutePath().normalize();
        }
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(MARK))) {
                return folder;
            }
        }
        throw new IllegalStateException("no Graft project at or above " + start + "; name it with -D" + PROPERTY);
    }
}
