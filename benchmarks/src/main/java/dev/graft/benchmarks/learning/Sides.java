package dev.graft.benchmarks.learning;

import dev.graft.benchmarks.ChildJvm;
import dev.graft.benchmarks.Results;
import dev.graft.launcher.mesh.ProjectFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Runs of ours and of a reference, each in a process of its own, with the same rows and threads; and their options. */
final class Sides {

    @Option(
            names = "--data",
            defaultValue = "../shared/data",
            description = "Folder of all data sets. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    @Option(names = "--python", description = "A Python with the reference's libraries; without it only ours runs.")
    private @Nullable Path python;

    @Option(names = "--threads", defaultValue = "2", description = "Of either side. Default: ${DEFAULT-VALUE}")
    private int threads;

    int threads() {
        return threads;
    }

    boolean hasReference() {
        return python != null;
    }

    /** A run of ours; {@link IOException} where its process fails. */
    Figures ours(TextSets set, Recipe recipe, long seed, List<String> arguments)
            throws IOException, InterruptedException {
        return run(
                ChildJvm.command(threads, "learning", "train"),
                Stream.of("--set", set.name(), "--recipe", recipe.name(), "--data", data.toString()),
                seed,
                arguments);
    }

    /** A run of a script beside {@code reference.py} on our split of the rows and our backbone. */
    Figures theirs(String script, TextSets set, long seed, List<String> arguments)
            throws IOException, InterruptedException {
        Path folder = Results.folder()
                .resolve("learning-" + set.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-rows");
        Prepare.write(set.read(data, seed), folder);
        return theirs(script, set.name(), folder, seed, arguments);
    }

    /** The same on a folder that {@link Prepare} wrote. */
    Figures theirs(String script, String set, Path folder, long seed, List<String> arguments)
            throws IOException, InterruptedException {
        if (python == null) {
            throw new IOException("the reference needs --python");
        }
        Path file = ProjectFolder.find().resolve(Path.of("benchmarks", "learning", script));
        return run(
                List.of(python.toString(), file.toString()),
                Stream.of("--set", set, "--folder", folder.toString(), "--threads", "" + threads),
                seed,
                arguments);
    }

    private Figures run(List<String> program, Stream<String> own, long seed, List<String> more)
            throws IOException, InterruptedException {
        List<String> command = Stream.of(program.stream(), own, Stream.of("--seed", "" + seed), more.stream())
                .flatMap(part -> part)
                .toList();
        return ChildJvm.result(command, threads, Figures.class);
    }
}
