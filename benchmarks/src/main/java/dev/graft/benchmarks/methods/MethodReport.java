package dev.graft.benchmarks.methods;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.benchmarks.Results;
import dev.graft.launcher.mesh.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A table of methods, ours beside the references', printed and written as Markdown. */
final class MethodReport {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final List<MethodLine> lines = new ArrayList<>();
    private List<MethodLine> references = List.of();

    /** @param name of the measurement, and of its files */
    MethodReport(String name) {
        this.name = name;
    }

    void add(MethodLine line) throws IOException {
        lines.add(line);
        System.out.printf(
                Locale.ROOT,
                "%-10s %-22s %-44s %-18s %15s  %6.1f s  %s%n",
                line.row(),
                line.set(),
                line.method(),
                line.metric(),
                line.figure(),
                line.seconds(),
                line.wanted());
        write();
    }

    /** Runs the reference for this measurement; without a Python it is left out, and said so. */
    void reference(@Nullable Path python, String... arguments) throws IOException, InterruptedException {
        if (python == null) {
            System.out.println("The references in Python were left out; --python NAME runs them (numpy, scipy,"
                    + " scikit-learn, imbalanced-learn).");
            return;
        }
        Path out = Results.folder().resolve("methods-" + name + "-reference.json");
        List<String> command = new ArrayList<>(List.of(
                python.toString(),
                ProjectFolder.find()
                        .resolve(Path.of("benchmarks", "methods", "reference.py"))
                        .toString(),
                name,
                "--out",
                out.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException("the reference ended with " + process.exitValue());
        }
        references = JSON.readValue(out.toFile(), new TypeReference<List<MethodLine>>() {});
        write();
    }

    /** Prints the table. */
    void print() throws IOException {
        System.out.println(table());
        System.out.println("Table: " + file());
    }

    private void write() throws IOException {
        Files.writeString(file(), table());
        JSON.writeValue(Results.folder().resolve("methods-" + name + ".json").toFile(), lines);
    }

    private Path file() throws IOException {
        return Results.folder().resolve("methods-" + name + ".md");
    }

    private String table() {
        StringBuilder table =
                new StringBuilder("| row | data | method | what | Graft | s | Python | s | time, ours / its"
                        + " | to reach |\n|---|---|---|---|---|---|---|---|---|---|\n");
        for (MethodLine line : lines) {
            Optional<MethodLine> other = references.stream().filter(line::isOf).findFirst();
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %s | %.1f | %s | %s | %s | %s |%n",
                    line.row(),
                    line.set(),
                    line.method(),
                    line.metric(),
                    line.figure(),
                    line.seconds(),
                    other.map(MethodLine::figure).orElse(""),
                    other.map(found -> String.format(Locale.ROOT, "%.1f", found.seconds()))
                            .orElse(""),
                    other.map(found -> String.format(Locale.ROOT, "%.2f", line.seconds() / found.seconds()))
                            .orElse(""),
                    line.wanted()));
        }
        return table.toString();
    }
}
