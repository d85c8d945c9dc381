package dev.graft.benchmarks.learning;

import dev.graft.benchmarks.Folders;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.metrics.ClassificationReport;
import dev.graft.learning.model.ModelCard;
import dev.graft.learning.strategy.StrategyAdvisor;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.strategy.ValidationMetric;
import dev.graft.learning.train.CheckpointStore;
import dev.graft.learning.train.FineTuning;
import dev.graft.learning.train.StartingPoint;
import dev.graft.learning.train.StopSignal;
import dev.graft.learning.train.TrainingJob;
import dev.graft.learning.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A head on each of several backbones, and one on all of them side by side, with the same rows and passes. */
@Command(name = "fusion", description = "Backbones one by one and fused.", mixinStandardHelpOptions = true)
final class Fusion implements Callable<Integer> {

    private static final int PASSES = 100;

    @Option(names = "--set", defaultValue = "BANKING77_FEW", description = "Default: ${DEFAULT-VALUE}")
    private TextSets set = TextSets.BANKING77_FEW;

    @Option(
            names = "--backbones",
            split = ",",
            defaultValue = "all-minilm-l6-v2,bge-small-en-v1.5",
            description = "At least two. Default: ${DEFAULT-VALUE}")
    private List<String> names = List.of();

    @Option(names = "--seed", defaultValue = "1", description = "Of draw and training. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--data",
            defaultValue = "../shared/data",
            description = "Folder of all data sets. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    @Override
    public Integer call() throws IOException {
        TextSet texts = set.read(data, seed);
        for (String name : names) {
            StartingPoint start = StartingPoint.backbone(Backbones.named(name));
            System.out.println(line(name, texts, start, StrategyAdvisor.linearProbe()));
        }
        List<BackboneFiles> further = new ArrayList<>();
        for (String name : names.subList(1, names.size())) {
            further.add(Backbones.named(name));
        }
        StartingPoint all = StartingPoint.backbones(Backbones.named(names.get(0)), further);
        System.out.println(line("fused", texts, all, StrategyAdvisor.fusion(names.subList(1, names.size()))));
        return 0;
    }

    private String line(String name, TextSet texts, StartingPoint start, TransferStrategy strategy) throws IOException {
        Path model = Files.createTempDirectory("graft-benchmark-");
        try {
            long begin = System.nanoTime();
            new FineTuning(
                            job(texts, start, strategy, model),
                            CheckpointStore.NONE,
                            TrainingListener.SILENT,
                            StopSignal.NEVER)
                    .run();
            double seconds = (System.nanoTime() - begin) / 1e9;
            ClassificationReport report = texts.report(model);
            return String.format(
                    Locale.ROOT,
                    "%-20s accuracy %.4f, macro F1 %.4f of %d rows, trained in %.1f s",
                    name,
                    report.accuracy(),
                    report.macro().f1(),
                    texts.test().size(),
                    seconds);
        } finally {
            Folders.delete(model);
        }
    }

    /** The last pass's head of as many passes for all: the loss of the training rows falls to the end. */
    private TrainingJob job(TextSet texts, StartingPoint start, TransferStrategy strategy, Path model) {
        TransferStrategy passes = strategy.with(strategy.hyperParameters()
                .change()
                .epochs(PASSES)
                .patience(PASSES)
                .minChange(0)
                .metric(ValidationMetric.LOSS)
                .build());
        return new TrainingJob(
                start,
                texts.trainingData(),
                passes,
                seed,
                DeviceChoice.CPU,
                model,
                new ModelCard("benchmark", "several", "other", "", new TreeMap<>(), List.of()),
                Clock.systemUTC(),
                TrainingJob.DEFAULT_CACHE_BYTES);
    }
}
