package dev.graft.benchmarks.learning;

import dev.graft.benchmarks.Results;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws of a few rows a label: a linear head on frozen features, and few-shot learning by contrast, on either side. */
@Command(
        name = "few-shot",
        description = "Few rows a label, many draws: frozen features and contrast; with --python also"
                + " sentence-transformers with scikit-learn, and setfit.",
        mixinStandardHelpOptions = true)
final class FewShotDraws implements Callable<Integer> {

    private static final String SCRIPT = "few_shot_reference.py";

    @Option(
            names = "--sets",
            split = ",",
            defaultValue = "BANKING77_FEW,WAIMAI_FEW",
            description = "Default: ${DEFAULT-VALUE}")
    private List<TextSets> sets = List.of();

    @Option(
            names = "--seeds",
            split = ",",
            defaultValue = "1,2,3,4,5,6,7,8,9,10",
            description = "One a draw. Default: ${DEFAULT-VALUE}")
    private List<Long> seeds = List.of();

    @Option(
            names = "--setfit-draws",
            defaultValue = "3",
            description = "The first draws that setfit learns, which takes minutes each. Default: ${DEFAULT-VALUE}")
    private int setfitDraws;

    @Option(
            names = "--setfit-iterations",
            defaultValue = "5",
            description = "Pairs that setfit draws for a row, of one label and as many of two, in its one epoch."
                    + " Default: ${DEFAULT-VALUE}")
    private int setfitIterations;

    @Mixin
    private Sides sides = new Sides();

    private final List<String> options = new RecipeOptions(3, 16, 1e-4, 128).arguments();

    private final List<Figures> all = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        for (TextSets set : sets) {
            for (int draw = 0; draw < seeds.size(); draw++) {
                measure(set, seeds.get(draw), draw < setfitDraws);
            }
        }
        Summary.print(all);
        return 0;
    }

    private void measure(TextSets set, long seed, boolean withSetfit) throws IOException, InterruptedException {
        add(sides.ours(set, Recipe.PROBE, seed, options));
        add(sides.ours(set, Recipe.FEW_SHOT, seed, options));
        if (sides.hasReference()) {
            add(sides.theirs(SCRIPT, set, seed, List.of("--recipe", Recipe.PROBE.name())));
        }
        if (sides.hasReference() && withSetfit) {
            add(sides.theirs(
                    SCRIPT,
                    set,
                    seed,
                    List.of("--recipe", Recipe.FEW_SHOT.name(), "--iterations", "" + setfitIterations)));
        }
    }

    private void add(Figures figures) throws IOException {
        all.add(figures);
        Results.write("learning-few-shot", all);
    }
}
