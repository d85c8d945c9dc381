package dev.graft.benchmarks.learning;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.benchmarks.Folders;
import dev.graft.benchmarks.OwnProcess;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.metrics.ClassificationReport;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.train.CheckpointStore;
import dev.graft.learning.train.TrainingOutcome.Completed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One run of ours, from a public data set to figures on its test rows; what {@link Compare} starts as a process. */
@Command(name = "train", description = "Trains once and measures.", mixinStandardHelpOptions = true)
final class Train implements Callable<Integer> {

    @Option(names = "--set", required = true, description = "One of ${COMPLETION-CANDIDATES}")
    private TextSets set = TextSets.MRPC;

    @Option(names = "--recipe", required = true, description = "One of ${COMPLETION-CANDIDATES}")
    private Recipe recipe = Recipe.FULL;

    @Option(
            names = "--data",
            defaultValue = "../shared/data",
            description = "Folder of all data sets. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    @Option(names = "--seed", defaultValue = "1", description = "Of every random choice. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--rows", description = "Only so many training rows, for a short trial.")
    private int rows = Integer.MAX_VALUE;

    @Option(names = "--result", description = "File for the figures, as JSON.")
    private Path result = Path.of("");

    @Mixin
    private RecipeOptions options = new RecipeOptions();

    @Override
    public Integer call() throws IOException {
        TextSet texts = set.read(data, seed).limited(rows, Integer.MAX_VALUE);
        Figures figures = run(texts);
        System.out.printf(
                Locale.ROOT,
                "  test accuracy %.4f, macro F1 %.4f, %.0f MiB%n",
                figures.accuracy(),
                figures.macroF1(),
                figures.peakMegabytes());
        if (!result.toString().isEmpty()) {
            new ObjectMapper().writeValue(result.toFile(), figures);
        }
        return 0;
    }

    private Figures run(TextSet texts) throws IOException {
        BackboneFiles backbone = Backbones.named(texts.backbone());
        TransferStrategy strategy =
                recipe.strategy(options, texts, backbone.config().layers());
        System.out.println(set + ", seed " + seed + ", " + strategy.toJson());
        Path model = Files.createTempDirectory("graft-benchmark-");
        try {
            TorchRuntime.start();
            RunClock clock = new RunClock();
            Completed outcome = new Trial(texts, backbone, strategy, seed).run(model, CheckpointStore.NONE, clock);
            return figures(texts, clock, outcome);
        } finally {
            Folders.delete(model);
        }
    }

    private Figures figures(TextSet texts, RunClock clock, Completed outcome) throws IOException {
        double peak = OwnProcess.peakMegabytes();
        ClassificationReport report = texts.report(outcome.model());
        return new Figures(
                Figures.OURS,
                set.name(),
                recipe.name(),
                seed,
                texts.train().size(),
                clock.epochs(),
                outcome.best().epoch(),
                report.accuracy(),
                texts.labels().size() == 2 ? report.perClass().get(1).f1() : 0,
                report.macro().f1(),
                peak);
    }
}
