package dev.graft.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.graft.launcher.mesh.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The figures of a measurement as JSON, in {@code benchmarks/target/results}. */
public final class Results {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Results() {}

    /** Writes over the figures of an earlier measurement of that name. */
    public static void write(String name, Object figures) throws IOException {
        Path file = folder().resolve(name + ".json");
        JSON.writeValue(file.toFile(), figures);
        System.out.println("Figures: " + file);
    }

    public static Path folder() throws IOException {
        return Files.createDirectories(ProjectFolder.find().resolve(Path.of("benchmarks", "target", "results")));
    }
}
