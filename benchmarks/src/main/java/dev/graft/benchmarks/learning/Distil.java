package dev.graft.benchmarks.learning;

import dev.graft.benchmarks.Folders;
import dev.graft.benchmarks.Results;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.metrics.ClassificationReport;
import dev.graft.learning.strategy.StrategyAdvisor;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.strategy.TransferStrategy.Distillation;
import dev.graft.learning.train.CheckpointStore;
import dev.graft.learning.train.StartingPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A teacher, a student that imitates it, and the same student without its teacher. */
@Command(
        name = "distil",
        description = "A teacher, and students with and without it: quality on the test rows, time for a row.",
        mixinStandardHelpOptions = true)
final class Distil implements Callable<Integer> {
    private static final int TIMED_ROWS = 300;
    private static final int WARM_ROWS = 50;

    @Option(names = "--set", defaultValue = "MRPC", description = "One of ${COMPLETION-CANDIDATES}")
    private TextSets set = TextSets.MRPC;

    @Option(names = "--teacher", defaultValue = "AUTO", description = "The teacher's recipe. Default: ${DEFAULT-VALUE}")
    private Recipe recipe = Recipe.AUTO;

    @Option(names = "--layers", defaultValue = "2", description = "Of the student. Default: ${DEFAULT-VALUE}")
    private int layers;

    @Option(names = "--seeds", defaultValue = "1", split = ",", description = "Default: ${DEFAULT-VALUE}")
    private List<Long> seeds = List.of();

    @Option(
            names = "--data",
            defaultValue = "../shared/data",
            description = "Folder of all data sets. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    @Option(names = "--rows", description = "Only so many training rows, for a short trial.")
    private int rows = Integer.MAX_VALUE;

    @Mixin
    private RecipeOptions options = new RecipeOptions();

    private final List<Line> lines = new ArrayList<>();

    /**
     * What one model did.
     *
     * @param macroF1 in [0, 1], like the accuracy
     * @param rowMillis mean time for a row alone, on one thread of requests
     * @param bytes of its weights
     * @param seconds of its training
     */
    record Line(
            long seed, String model, double accuracy, double macroF1, double rowMillis, long bytes, double seconds) {}

    @Override
    public Integer call() throws IOException {
        TorchRuntime.start();
        for (long seed : seeds) {
            Path folder = Files.createTempDirectory("graft-distil-");
            try {
                measure(seed, folder);
            } finally {
                Folders.delete(folder);
            }
        }
        Results.write("learning-distil", Map.of("set", set.name(), "layers", layers, "lines", lines));
        return 0;
    }

    private void measure(long seed, Path folder) throws IOException {
        TextSet texts = set.read(data, seed).limited(rows, Integer.MAX_VALUE);
        BackboneFiles backbone = Backbones.named(texts.backbone());
        TransferStrategy own = recipe.strategy(options, texts, backbone.config().layers());
        Path teacher = folder.resolve("teacher");
        learn(texts, seed, "teacher", StartingPoint.backbone(backbone), own, teacher);
        Distillation usual = StrategyAdvisor.distillation(layers);
        Distillation whole = usual.with(
                usual.hyperParameters().change().maxLength(options.maxLength()).build());
        StartingPoint start = StartingPoint.champion(teacher);
        learn(texts, seed, "student", start, whole, folder.resolve("student"));
        learn(texts, seed, "answers alone", start, of(whole, 0.5, 0, 0), folder.resolve("answers"));
        learn(texts, seed, "no teacher", start, of(whole, 1, 0, 0), folder.resolve("alone"));
    }

    private static Distillation of(Distillation like, double labels, double hidden, double attention) {
        return new Distillation(like.layers(), like.temperature(), labels, hidden, attention, like.hyperParameters());
    }

    private void learn(
            TextSet texts, long seed, String name, StartingPoint start, TransferStrategy strategy, Path model)
            throws IOException {
        long begin = System.nanoTime();
        new Trial(texts, Backbones.named(texts.backbone()), strategy, seed)
                .run(start, model, CheckpointStore.NONE, new RunClock());
        double seconds = (System.nanoTime() - begin) / 1e9;
        ClassificationReport report = texts.report(model);
        Line line = new Line(
                seed,
                name,
                report.accuracy(),
                report.macro().f1(),
                texts.millisARow(model, WARM_ROWS, TIMED_ROWS),
                Files.size(model.resolve("model.safetensors")),
                seconds);
        lines.add(line);
        System.out.printf(
                Locale.ROOT,
                "seed %d, %-14s accuracy %.4f, macro F1 %.4f, %.2f ms a row, %.1f MB, %.0f s%n",
                seed,
                name,
                line.accuracy(),
                line.macroF1(),
                line.rowMillis(),
                line.bytes() / 1e6,
                seconds);
    }
}
