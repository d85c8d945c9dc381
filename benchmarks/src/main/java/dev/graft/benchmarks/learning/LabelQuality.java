package dev.graft.benchmarks.learning;

import dev.graft.benchmarks.Results;
import dev.graft.learning.labels.LabelCheck;
import dev.graft.learning.labels.LabelListener;
import dev.graft.learning.labels.LabelReport;
import dev.graft.learning.labels.LabelSettings;
import dev.graft.learning.labels.LabelledRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The check of labels on real rows whose labels went wrong by a known hand: half of the rows trusted, half the batch. */
@Command(
        name = "label-quality",
        description = "Wrong labels that the check of labels finds on real rows, and verdicts on whole batches.",
        mixinStandardHelpOptions = true)
final class LabelQuality implements Callable<Integer> {

    private static final double[] SHARES = {0, 0.05, 0.1, 0.2};

    @Option(names = "--sets", split = ",", defaultValue = "BANKING77,WAIMAI", description = "Default: ${DEFAULT-VALUE}")
    private List<TextSets> sets = List.of();

    @Option(names = "--seeds", split = ",", defaultValue = "1,2,3", description = "Default: ${DEFAULT-VALUE}")
    private List<Long> seeds = List.of();

    @Option(
            names = "--rows",
            defaultValue = "4000",
            description = "Training rows at most, trusted and batch together. Default: ${DEFAULT-VALUE}")
    private int rows;

    @Option(names = "--clean-batches", defaultValue = "20", description = "Default: ${DEFAULT-VALUE}")
    private int cleanBatches;

    @Option(
            names = "--clean-rows",
            defaultValue = "200",
            description = "Of each of these batches. Default: ${DEFAULT-VALUE}")
    private int cleanRows;

    @Option(
            names = "--data",
            defaultValue = "../shared/data",
            description = "Folder of all data sets. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    private final List<LabelFigures> all = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        for (TextSets set : sets) {
            EmbeddedRows embedded = EmbeddedRows.of(set.read(data, 1).limited(rows, 0));
            for (long seed : seeds) {
                measure(set, embedded.shuffled(seed), seed);
            }
            clean(set, embedded);
            Results.write("learning-label-quality", all);
            LabelFigures.print(all.stream()
                    .filter(figures -> figures.set().equals(set.name()))
                    .toList());
        }
        return 0;
    }

    private void measure(TextSets set, EmbeddedRows embedded, long seed) {
        int half = embedded.truth().length / 2;
        LabelledRows trusted = embedded.part(0, half);
        LabelledRows batch = embedded.part(half, embedded.truth().length);
        for (double share : SHARES) {
            check(set, embedded, trusted, batch, LabelNoise.UNIFORM, share, seed);
        }
        check(set, embedded, trusted, batch, LabelNoise.NEIGHBOUR, 0.1, seed);
        check(set, embedded, trusted, batch, LabelNoise.SHUFFLED, 1, seed);
        check(set, embedded, LabelledRows.none(), batch, LabelNoise.UNIFORM, 0, seed);
        check(set, embedded, LabelledRows.none(), batch, LabelNoise.UNIFORM, 0.1, seed);
        check(set, embedded, LabelledRows.none(), batch, LabelNoise.SHUFFLED, 1, seed);
    }

    /** Small batches with nothing done to them. */
    private void clean(TextSets set, EmbeddedRows embedded) {
        for (long seed = 1001; seed <= 1000 + cleanBatches; seed++) {
            EmbeddedRows drawn = embedded.shuffled(seed);
            int half = drawn.truth().length / 2;
            LabelledRows batch = drawn.part(half, Math.min(half + cleanRows, drawn.truth().length));
            check(set, drawn, drawn.part(0, half), batch, LabelNoise.UNIFORM, 0, seed);
        }
    }

    private void check(
            TextSets set,
            EmbeddedRows embedded,
            LabelledRows trusted,
            LabelledRows batch,
            LabelNoise noise,
            double share,
            long seed) {
        int[] given = noise.applied(batch.labels(), share, embedded.neighbours(), new Random(seed));
        long start = System.nanoTime();
        LabelReport report = new LabelCheck(LabelSettings.standard(seed))
                .run(trusted, new LabelledRows(batch.features(), given), embedded.labels(), LabelListener.SILENT);
        double seconds = (System.nanoTime() - start) / 1e9;
        String name = String.format(
                Locale.ROOT, "%d beside %d, %.0f %% %s", batch.count(), trusted.count(), 100 * share, noise);
        all.add(LabelFigures.of(set.name(), name, seed, report, given, batch.labels(), seconds));
    }
}
