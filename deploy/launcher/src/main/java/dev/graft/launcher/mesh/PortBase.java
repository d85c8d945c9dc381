package dev.graft.launcher.mesh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The first port of a mesh, remembered from one command to the next. */
public final class PortBase {

    public static final int DEFAULT = 7_400;

    private static final int LOWEST = 1_024;
    private static final int HIGHEST = 65_500;

    private PortBase() {}

    public static int of(MeshHome home) throws IOException {
        Path file = file(home);
        return Files.exists(file) ? parse(file) : DEFAULT;
    }

    public static void remember(MeshHome home, int base) throws IOException {
        Files.createDirectories(home.run());
        Path unfinished = home.run().resolve("port-base.unfinished");
        Files.writeString(unfinished, String.valueOf(base));
        Files.move(unfinished, file(home), StandardCopyOption.ATOMIC_MOVE);
    }

    /** @throws IllegalArgumentException when the mesh's ports would not all be ordinary ones */
    public static int require(int base) {
        if (base < LOWEST || base > HIGHEST) {
            throw new IllegalArgumentException("a port base is between " + LOWEST + " and " + HIGHEST + ": " + base);
        }
        return base;
    }

    private static int parse(Path file) throws IOException {
        String text = Files.readString(file).trim();
        try {
            return require(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new IOException(file + " holds no port: " + text, e);
        }
    }

    private static Path file(MeshHome home) {
        return home.run().resolve("port-base");
    }
}
