package dev.graft.benchmarks.learning;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.benchmarks.Folders;
import dev.graft.benchmarks.OwnProcess;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.train.CheckpointStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One size on our side; its rows are not tested, so the figures have no accuracy. */
@Command(name = "size-child", hidden = true, description = "What size starts.")
final class SizeChild implements Callable<Integer> {

    @Parameters(index = "0")
    private String backboneName = "";

    @Parameters(index = "1")
    private Recipe recipe = Recipe.FULL;

    @Parameters(index = "2")
    private int rows;

    @Parameters(index = "3")
    private int tokens;

    @Option(names = "--auto-epochs", description = "0: as many as the strategy has.")
    private int autoEpochs;

    @Option(names = "--result", required = true)
    private Path result = Path.of("");

    @Override
    public Integer call() throws IOException {
        BackboneFiles backbone = Backbones.named(backboneName);
        TextSet texts = Synthetic.of(backbone, rows, Math.min(rows, Size.VALIDATION_ROWS), tokens);
        Path model = Files.createTempDirectory("graft-size-");
        try {
            TorchRuntime.start();
            RunClock clock = new RunClock();
            new Trial(texts, backbone, strategy(backbone, texts), 1).run(model, CheckpointStore.NONE, clock);
            double peak = OwnProcess.peakMegabytes();
            Figures figures = new Figures(
                    Figures.OURS,
                    "",
                    recipe.name(),
                    1,
                    rows,
                    clock.epochs(),
                    clock.epochs().size(),
                    0,
                    0,
                    0,
                    peak);
            new ObjectMapper().writeValue(result.toFile(), figures);
            return 0;
        } finally {
            Folders.delete(model);
        }
    }

    private TransferStrategy strategy(BackboneFiles backbone, TextSet texts) {
        TransferStrategy strategy = recipe.strategy(
                new RecipeOptions(Size.PASSES, 16, 1e-4, tokens),
                texts,
                backbone.config().layers());
        return recipe != Recipe.AUTO || autoEpochs == 0
                ? strategy
                : strategy.with(
                        strategy.hyperParameters().change().epochs(autoEpochs).build());
    }
}
