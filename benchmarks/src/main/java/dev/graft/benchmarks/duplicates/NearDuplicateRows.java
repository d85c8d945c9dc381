package dev.graft.benchmarks.duplicates;

import dev.graft.benchmarks.Results;
import dev.graft.benchmarks.duplicates.RealRows.Row;
import dev.graft.dataprep.duplicate.Nearness;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** data-prep's index of near-duplicates on real rows, beside all pairs and datasketch, and on many rows. */
@Command(
        name = "near-duplicates",
        description = "Recall and precision of near-duplicate detection, rows a second and bytes a row.",
        mixinStandardHelpOptions = true)
public final class NearDuplicateRows implements Callable<Integer> {
    @Option(
            names = "--data",
            defaultValue = "../shared/data",
            description = "Folder with banking77 and chinese_sentiment. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    @Option(
            names = "--sets",
            split = ",",
            defaultValue = "BANKING77,WAIMAI,ONLINE_SHOPPING",
            description = "Default: ${DEFAULT-VALUE}")
    private List<RealRows> sets = List.of();

    @Option(
            names = "--sizes",
            split = ",",
            defaultValue = "10000,100000,1000000",
            description = "Rows of the growing index. Default: ${DEFAULT-VALUE}")
    private List<Integer> sizes = List.of();

    @Option(names = "--threshold", defaultValue = "0.8", description = "Jaccard. Default: ${DEFAULT-VALUE}")
    private double threshold;

    @Option(names = "--python", description = "A Python with datasketch; without it only ours runs.")
    private @Nullable Path python;

    private final List<Found> found = new ArrayList<>();
    private final List<Growth.Cost> costs = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Nearness nearness = new Nearness(threshold, Nearness.DEFAULT.recall());
        if (python == null) {
            System.out.println("datasketch is left out: --python names no Python that has it");
        }
        Found.header();
        List<Row> all = new ArrayList<>();
        for (RealRows set : sets) {
            List<Row> rows = set.read(data);
            all.addAll(rows);
            Quality quality = new Quality(set, rows, nearness);
            add(quality.ours());
            if (python != null) {
                add(quality.theirs(python));
            }
        }
        grow(new Growth(all, nearness));
        Results.write("near-duplicates", Map.of("threshold", threshold, "found", found, "costs", costs));
        return 0;
    }

    private void add(Found figures) {
        found.add(figures);
        figures.print();
    }

    private void grow(Growth growth) {
        System.out.println("\n| rows | held | near an earlier one | rows/s | rows/CPU s | sketched/s | asked/s"
                + " | bytes a row |\n|---|---|---|---|---|---|---|---|");
        growth.to(Growth.BLOCK); // The first one, not shown, waits for the compiler.
        for (int size : sizes) {
            Growth.Cost cost = growth.to(size);
            costs.add(cost);
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %d | %d | %.0f | %.0f | %.0f | %.0f | %.0f |%n",
                    cost.rows(),
                    cost.held(),
                    cost.near(),
                    cost.rowsPerSecond(),
                    cost.rowsPerCpuSecond(),
                    cost.sketchedPerSecond(),
                    cost.askedPerSecond(),
                    cost.bytesPerRow());
        }
    }
}
