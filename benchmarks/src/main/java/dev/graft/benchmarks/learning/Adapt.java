package dev.graft.benchmarks.learning;

import dev.graft.benchmarks.Folders;
import dev.graft.benchmarks.Results;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.strategy.Alignment;
import dev.graft.learning.strategy.StrategyAdvisor;
import dev.graft.learning.strategy.TransferStrategy.DomainAdaptation;
import dev.graft.learning.train.CheckpointStore;
import dev.graft.learning.train.LabelledText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Texts of one domain with labels, of another without: how well the other's labels are told, with and without alignment. */
@Command(
        name = "adapt",
        description = "Domain adaptation of a text encoder: accuracy in a domain of which no label was seen.",
        mixinStandardHelpOptions = true)
final class Adapt implements Callable<Integer> {
    private static final int TESTED = 1_000;
    private static final List<String> LABELS = List.of("0", "1");

    @Option(
            names = "--pairs",
            defaultValue = "films>products,products>films",
            split = ",",
            description = "SOURCE>TARGET, several. Default: ${DEFAULT-VALUE}")
    private List<String> pairs = List.of();

    @Option(
            names = "--ways",
            defaultValue = "ADVERSARIAL,CORRELATION,DISCREPANCY",
            split = ",",
            description = "Alignments beside the source alone. Default: ${DEFAULT-VALUE}")
    private List<Alignment> ways = List.of();

    @Option(names = "--weights", split = ",", description = "Of each way, several. Default: the library's")
    private List<Double> weights = List.of();

    @Option(names = "--rows", defaultValue = "1500", description = "Of either domain. Default: ${DEFAULT-VALUE}")
    private int rows;

    @Option(names = "--epochs", description = "Default: the library's")
    private int epochs;

    @Option(names = "--seeds", defaultValue = "1", split = ",", description = "Default: ${DEFAULT-VALUE}")
    private List<Long> seeds = List.of();

    @Option(
            names = "--data",
            defaultValue = "../shared/data",
            description = "Folder of all data sets. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    private final List<Line> lines = new ArrayList<>();

    /**
     * What one model did.
     *
     * @param weight of the alignment; 0: the source alone
     * @param target accuracy on the other domain's test rows, in [0, 1]
     * @param source accuracy on the validation rows of its own domain
     * @param seconds of its training
     */
    record Line(String pair, long seed, String way, double weight, double target, double source, double seconds) {}

    @Override
    public Integer call() throws IOException {
        TorchRuntime.start();
        for (String pair : pairs) {
            String[] names = pair.split(">", 2);
            for (long seed : seeds) {
                ReviewDomain source = ReviewDomain.read(data, names[0], seed);
                ReviewDomain target = ReviewDomain.read(data, names[1], seed);
                measure(pair, seed, source, target);
            }
        }
        Results.write("learning-adapt", Map.of("rows", rows, "lines", lines));
        return 0;
    }

    private void measure(String pair, long seed, ReviewDomain source, ReviewDomain target) throws IOException {
        int validation = Math.min(rows, source.rows().size()) / 10;
        int learnt = Math.min(
                rows, target.rows().size() - Math.min(TESTED, target.rows().size() / 3));
        TextSet texts = new TextSet(
                source.backbone(),
                source.rows().subList(validation, Math.min(rows, source.rows().size())),
                source.rows().subList(0, validation),
                target.rows().subList(learnt, Math.min(target.rows().size(), learnt + TESTED)),
                LABELS);
        List<LabelledText> unlabelled = target.rows().subList(0, learnt);
        line(pair, seed, texts, unlabelled, Alignment.DISCREPANCY, 0);
        for (Alignment way : ways) {
            List<Double> tried = weights.isEmpty() ? List.of(Double.NaN) : weights;
            for (double weight : tried) {
                line(pair, seed, texts, unlabelled, way, weight);
            }
        }
    }

    private void line(
            String pair, long seed, TextSet texts, List<LabelledText> unlabelled, Alignment way, double weight)
            throws IOException {
        int layers = Backbones.named(texts.backbone()).config().layers();
        DomainAdaptation usual = StrategyAdvisor.domainAdaptation(way, Math.max(0, layers - 2));
        DomainAdaptation strategy = new DomainAdaptation(
                way,
                Double.isNaN(weight) ? usual.alignmentWeight() : weight,
                usual.frozenLayers(),
                usual.headWarmup(),
                epochs == 0
                        ? usual.hyperParameters()
                        : usual.hyperParameters().change().epochs(epochs).build());
        Path model = Files.createTempDirectory("graft-adapt-");
        try {
            long begin = System.nanoTime();
            double source = new Trial(texts, Backbones.named(texts.backbone()), strategy, seed)
                    .runBeside(
                            unlabelled.stream().map(LabelledText::input).toList(),
                            model,
                            CheckpointStore.NONE,
                            new RunClock())
                    .best()
                    .validationAccuracy();
            double seconds = (System.nanoTime() - begin) / 1e9;
            Line line = new Line(
                    pair,
                    seed,
                    weight == 0 ? "source alone" : way.name(),
                    strategy.alignmentWeight(),
                    texts.report(model).accuracy(),
                    source,
                    seconds);
            lines.add(line);
            System.out.printf(
                    Locale.ROOT,
                    "%s seed %d, %-12s weight %-8s target %.4f, source %.4f, %.0f s%n",
                    pair,
                    seed,
                    line.way(),
                    line.weight(),
                    line.target(),
                    source,
                    seconds);
        } finally {
            Folders.delete(model);
        }
    }
}
