package dev.graft.benchmarks.learning;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.benchmarks.Results;
import java.io.IOException;
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

/** Ours and theirs in turns with the same rows, weights and threads: quality, speed, memory, time to a quality. */
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

    @Option(names = "--rows", description = "Only so many training rows, for a short trial.")
    private int rows = Integer.MAX_VALUE;

    @Option(names = "--reference", description = "More arguments of the reference, such as --group-by-length.")
    private String reference = "";

    @Option(
            names = "--reuse",
            description = "Results of an earlier compare of this set and these seeds: theirs is taken from there.")
    private @Nullable Path reuse;

    @Option(
            names = "--level",
            description = "Validation accuracy to reach, 0 to 1. Default: the reference's best less a point.")
    private @Nullable Double level;

    @Mixin
    private Sides sides = new Sides();

    @Mixin
    private RecipeOptions options = new RecipeOptions();

    private final List<Figures> all = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Figures> earlier = reuse == null ? List.of() : earlier(reuse);
        for (long seed : seeds) {
            Figures ours = sides.ours(set, recipe, seed, arguments(""));
            add(ours);
            if (reuse != null) {
                add(matching(earlier, ours));
            } else if (sides.hasReference()) {
                add(sides.theirs("reference.py", set, seed, arguments(reference)));
            }
        }
        Summary.print(all);
        new TimeToQuality(all, level).print();
        return 0;
    }

    private void add(Figures figures) throws IOException {
        all.add(figures);
        Results.write(String.join("-", "learning", set.name(), recipe.name()).toLowerCase(Locale.ROOT), all);
    }

    /** Of one side: the recipe's, those of a short trial, and {@code more}, words between spaces. */
    private List<String> arguments(String more) {
        Stream<String> trial = rows == Integer.MAX_VALUE ? Stream.of() : Stream.of("--rows", "" + rows);
        Stream<String> own = Stream.of(more.split(" ")).filter(word -> !word.isEmpty());
        return Stream.of(options.arguments().stream(), trial, own)
                .flatMap(part -> part)
                .toList();
    }

    private List<Figures> earlier(Path file) throws IOException {
        List<Figures> theirs = Stream.of(new ObjectMapper().readValue(file.toFile(), Figures[].class))
                .filter(run -> !run.isOurs() && run.set().equals(set.name()))
                .toList();
        for (long seed : seeds) {
            if (theirs.stream().noneMatch(run -> run.seed() == seed)) {
                throw new IOException(file + " has no reference of " + set + ", seed " + seed);
            }
        }
        return theirs;
    }

    private Figures matching(List<Figures> earlier, Figures ours) throws IOException {
        return earlier.stream()
                .filter(run -> run.seed() == ours.seed() && run.trainRows() == ours.trainRows())
                .findFirst()
                .orElseThrow(() -> new IOException("the earlier reference learnt from other than " + ours.trainRows()
                        + " rows; give the same --rows"));
    }
}
