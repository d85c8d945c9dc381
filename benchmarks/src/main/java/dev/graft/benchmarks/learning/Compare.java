package dev.graft.benchmarks.learning;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.benchmarks.Results;
import dev.graft.launcher.mesh.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ours and theirs in turns, each run in a process of its own, with the same rows, weights, recipe and threads. */
@Command(
        name = "compare",
        description = "Runs ours and, with --python, PyTorch with transformers in turns.",
        mixinStandardHelpOptions = true)
final class Compare implements Callable<Integer> {

    @Option(names = "--set", required = true, description = "One of ${COMPLETION-CANDIDATES}")
    private TextSets set = TextSets.MRPC;

    @Option(names = "--recipe", defaultValue = "FULL", description = "Ours: one of ${COMPLETION-CANDIDATES}")
    private Recipe recipe = Recipe.FULL;

    @Option(names = "--seeds", split = ",", defaultValue = "1,2,3", description = "Default: ${DEFAULT-VALUE}")
    private List<Long> seeds = List.of();

    @Option(
            names = "--data",
            defaultValue = "../shared/data",
            description = "Folder of all data sets. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    @Option(names = "--python", description = "A Python with torch and transformers; without it only ours runs.")
    private @Nullable Path python;

    @Option(names = "--reference", description = "More arguments of the reference, such as --group-by-length.")
    private String reference = "";

    @Option(names = "--rows", description = "Only so many training rows, for a short trial.")
    private int rows = Integer.MAX_VALUE;

    @Option(names = "--threads", defaultValue = "2", description = "Of either side. Default: ${DEFAULT-VALUE}")
    private int threads;

    @Mixin
    private RecipeOptions options = new RecipeOptions();

    private final List<Figures> all = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        String name = String.join("-", "learning", set.name(), recipe.name()).toLowerCase(Locale.ROOT);
        for (long seed : seeds) {
            add(name, run(ours(seed)));
            if (python != null) {
                Path folder = Results.folder().resolve(name + "-rows");
                Prepare.write(set.read(data, seed), folder);
                add(name, run(theirs(python, folder, seed)));
            }
        }
        Summary.print(all);
        return 0;
    }

    private void add(String name, Figures figures) throws IOException {
        all.add(figures);
        Results.write(name, all);
    }

    private List<String> ours(long seed) {
        return arguments(
                ChildJvm.command(threads, "learning", "train"),
                Stream.of(
                        "--set",
                        set.name(),
                        "--recipe",
                        recipe.name(),
                        "--data",
                        data.toString(),
                        "--seed",
                        "" + seed));
    }

    private List<String> theirs(Path interpreter, Path folder, long seed) {
        Path script = ProjectFolder.find().resolve(Path.of("benchmarks", "learning", "reference.py"));
        return arguments(
                List.of(interpreter.toString(), script.toString()),
                Stream.concat(
                        Stream.of("--folder", folder.toString(), "--seed", "" + seed, "--threads", "" + threads),
                        Stream.of(reference.split(" ")).filter(word -> !word.isEmpty())));
    }

    private List<String> arguments(List<String> program, Stream<String> own) {
        Stream<String> trial = rows == Integer.MAX_VALUE ? Stream.of() : Stream.of("--rows", "" + rows);
        return Stream.of(program.stream(), own, trial, options.arguments().stream())
                .flatMap(part -> part)
                .toList();
    }

    private Figures run(List<String> command) throws IOException, InterruptedException {
        Path result = Files.createTempFile("figures", ".json");
        try {
            List<String> whole = new ArrayList<>(command);
            whole.addAll(List.of("--result", result.toString()));
            ChildJvm.run(whole, threads);
            return new ObjectMapper().readValue(result.toFile(), Figures.class);
        } finally {
            Files.delete(result);
        }
    }
}
