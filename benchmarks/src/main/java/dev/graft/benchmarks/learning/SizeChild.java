package dev.graft.benchmarks.learning;

import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.train.CheckpointStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** One size. Of full fine-tuning the second of two passes is measured, of the automatic strategy all of it. */
@Command(name = "size-child", hidden = true, description = "What size starts.")
final class SizeChild implements Callable<Integer> {

    static final String HEADER =
            "| backbone | recipe | rows | tokens | rows/s | rows/CPU s | seconds | CPU s | peak MiB |\n"
                    + "|---|---|---|---|---|---|---|---|---|";

    @Parameters(index = "0")
    private String backboneName = "";

    @Parameters(index = "1")
    private Recipe recipe = Recipe.FULL;

    @Parameters(index = "2")
    private int rows;

    @Parameters(index = "3")
    private int tokens;

    @Override
    public Integer call() throws IOException {
        BackboneFiles backbone = Backbones.named(backboneName);
        TextSet texts = Synthetic.of(backbone, rows, Math.min(rows, 32), tokens);
        Path model = Files.createTempDirectory("graft-size-");
        try {
            RunClock clock = new RunClock();
            TransferStrategy strategy = recipe.strategy(
                    new RecipeOptions(2, 16, 1e-4, tokens),
                    texts,
                    backbone.config().layers());
            new Trial(texts, backbone, strategy, 1).run(model, CheckpointStore.NONE, clock);
            boolean passes = recipe == Recipe.FULL;
            Figures.Epoch last = clock.epochs().get(clock.epochs().size() - 1);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %d | %d | %.2f | %.2f | %.1f | %.1f | %.0f |%n",
                    backboneName,
                    recipe.name().toLowerCase(Locale.ROOT),
                    rows,
                    tokens,
                    passes ? rows / clock.lastPass().seconds() : rows / last.seconds(),
                    passes ? rows / clock.lastPass().cpuSeconds() : rows / last.cpuSeconds(),
                    last.seconds(),
                    last.cpuSeconds(),
                    OwnProcess.peakMegabytes());
            return 0;
        } finally {
            Folders.delete(model);
        }
    }
}
