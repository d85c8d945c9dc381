package dev.graft.benchmarks.learning;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.metrics.ClassificationReport;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.text.TextClassifier;
import dev.graft.learning.train.CheckpointStore;
import dev.graft.learning.train.LabelledText;
import dev.graft.learning.train.TrainingOutcome.Completed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        TextSet whole = set.read(data, seed);
        TextSet texts = new TextSet(
                whole.backbone(),
                whole.train().subList(0, Math.min(rows, whole.train().size())),
                whole.validation(),
                whole.test(),
                whole.labels());
        Figures figures = run(texts);
        System.out.println(figures);
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
            RunClock clock = new RunClock();
            Completed outcome = new Trial(texts, backbone, strategy, seed).run(model, CheckpointStore.NONE, clock);
            return figures(texts, clock, outcome);
        } finally {
            Folders.delete(model);
        }
    }

    private Figures figures(TextSet texts, RunClock clock, Completed outcome) throws IOException {
        double peak = OwnProcess.peakMegabytes();
        ClassificationReport report = report(texts, outcome.model());
        double seen = (double) texts.train().size() * outcome.history().size();
        boolean passes = recipe == Recipe.FULL;
        return new Figures(
                "graft",
                seed,
                texts.train().size(),
                clock.epochs(),
                passes ? seen / clock.trainSeconds() : 0,
                passes ? seen / clock.trainCpuSeconds() : 0,
                outcome.best().epoch(),
                report.accuracy(),
                texts.labels().size() == 2 ? report.perClass().get(1).f1() : 0,
                report.macro().f1(),
                peak);
    }

    private static ClassificationReport report(TextSet texts, Path model) throws IOException {
        try (TextClassifier classifier = TextClassifier.load(model, DeviceChoice.CPU)) {
            int[] truth = texts.test().stream()
                    .mapToInt(row -> texts.labels().indexOf(row.label()))
                    .toArray();
            float[][] probabilities = classifier.probabilities(
                    texts.test().stream().map(LabelledText::input).toList());
            return ClassificationReport.of(truth, probabilities, texts.labels());
        }
    }
}
