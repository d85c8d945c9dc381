package dev.graft.benchmarks.methods;

import dev.graft.benchmarks.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Every measurement of this group with its own defaults, and their tables in one report. */
@Command(
        name = "all",
        description = "All of these, one after the other, which takes hours, and one report of their tables.",
        mixinStandardHelpOptions = true)
final class AllMethods implements Callable<Integer> {

    /**
     * A measurement.
     *
     * @param name of its command and of its table
     * @param reads whether it reads data sets
     * @param compares whether it has a reference in Python
     */
    private record Measurement(String name, boolean reads, boolean compares) {}

    private static final List<Measurement> ALL = List.of(
            new Measurement("classic", true, true),
            new Measurement("imbalance", true, true),
            new Measurement("adaptation", true, true),
            new Measurement("neural", true, false),
            new Measurement("meta", false, false),
            new Measurement("one-shot", true, false),
            new Measurement("policies", false, false));

    @Option(names = "--only", split = ",", description = "Names of some. Default: all")
    private List<String> only = List.of();

    @Option(names = "--python", description = "A Python with numpy, scipy, scikit-learn and imbalanced-learn.")
    private @Nullable Path python;

    @Option(
            names = "--data",
            defaultValue = "../shared/data",
            description = "Folder of all data sets. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    @Override
    public Integer call() throws IOException {
        StringBuilder report = new StringBuilder("# Transfer methods, measured\n");
        int failed = 0;
        for (Measurement each : ALL) {
            if (only.isEmpty() || only.contains(each.name())) {
                long begin = System.nanoTime();
                int code = new CommandLine(new Methods())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .execute(arguments(each));
                failed += code == 0 ? 0 : 1;
                report.append(part(each.name(), code, (System.nanoTime() - begin) / 60e9));
                Files.writeString(file(), report.toString());
            }
        }
        System.out.println("Report: " + file());
        return failed == 0 ? 0 : 1;
    }

    private String[] arguments(Measurement each) {
        List<String> arguments = new ArrayList<>(List.of(each.name()));
        if (each.reads()) {
            arguments.addAll(List.of("--data", data.toString()));
        }
        if (each.compares() && python != null) {
            arguments.addAll(List.of("--python", python.toString()));
        }
        return arguments.toArray(String[]::new);
    }

    private static String part(String name, int code, double minutes) throws IOException {
        Path table = Results.folder().resolve("methods-" + name + ".md");
        String body = code != 0
                ? "It failed; the console says why.\n"
                : Files.exists(table)
                        ? Files.readString(table)
                        : "Its figures are in methods-" + name + ".json, beside this file.\n";
        return String.format(Locale.ROOT, "%n## %s%n%n%.1f minutes.%n%n%s", name, minutes, body);
    }

    private static Path file() throws IOException {
        return Results.folder().resolve("methods.md");
    }
}
