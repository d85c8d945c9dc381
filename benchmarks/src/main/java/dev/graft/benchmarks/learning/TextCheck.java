package dev.graft.benchmarks.learning;

import dev.graft.benchmarks.CheckTable;
import dev.graft.benchmarks.Folders;
import dev.graft.benchmarks.Results;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.check.BackboneCheck;
import dev.graft.learning.check.BackboneRanking;
import dev.graft.learning.check.Candidate;
import dev.graft.learning.check.CheckSettings;
import dev.graft.learning.check.FeatureExtractor;
import dev.graft.learning.check.UntrainedFeatures;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.text.TextEmbedder;
import dev.graft.learning.train.CheckpointStore;
import dev.graft.learning.train.LabelledText;
import dev.graft.learning.train.TrainingListener;
import dev.graft.learning.train.TrainingOutcome.Completed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The check of the text backbones on real tasks, before a transfer and after it. */
@Command(
        name = "backbone-check",
        description = "The backbone check's ranking against the accuracy of linear probes on test rows.",
        mixinStandardHelpOptions = true)
final class TextCheck implements Callable<Integer> {

    private static final int LENGTH = 128;
    private static final int UNTRAINED_WIDTH = 384;

    @Option(
            names = "--sets",
            split = ",",
            defaultValue = "MRPC,BANKING77,WAIMAI",
            description = "Default: ${DEFAULT-VALUE}")
    private List<TextSets> sets = List.of();

    @Option(
            names = "--backbones",
            split = ",",
            defaultValue = "all-minilm-l6-v2,bge-small-en-v1.5,bge-small-zh-v1.5",
            description = "Default: ${DEFAULT-VALUE}")
    private List<String> backbones = List.of();

    @Option(
            names = "--rows",
            defaultValue = "2000",
            description = "Training rows at most; the check itself samples 1,000 of them. Default: ${DEFAULT-VALUE}")
    private int rows;

    @Option(names = "--test-rows", description = "Only so many test rows, for a short trial.")
    private int testRows = Integer.MAX_VALUE;

    @Option(
            names = "--data",
            defaultValue = "../shared/data",
            description = "Folder of all data sets. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    @Override
    public Integer call() throws IOException {
        CheckTable table = new CheckTable();
        for (TextSets set : sets) {
            TextSet texts = set.read(data, 1).limited(rows, testRows);
            BackboneRanking ranking = ranking(texts);
            Map<String, Double> tested = new LinkedHashMap<>();
            for (String name : backbones) {
                tested.put(name, tested(texts, Backbones.named(name)));
            }
            table.add(set.name(), ranking, tested);
            Results.write("learning-backbone-check", table.figures());
        }
        return 0;
    }

    private BackboneRanking ranking(TextSet texts) throws IOException {
        List<Candidate> candidates = new ArrayList<>();
        for (String name : backbones) {
            candidates.add(Candidate.of(name, embedded(Backbones.named(name), texts.train())));
        }
        List<String> whole = texts.train().stream()
                .map(row -> row.input().pair() == null
                        ? row.input().text()
                        : row.input().text() + " " + row.input().pair())
                .toList();
        int[] truth = texts.train().stream()
                .mapToInt(row -> texts.labels().indexOf(row.label()))
                .toArray();
        return new BackboneCheck(CheckSettings.standard(1))
                .run(
                        candidates,
                        Candidate.of("random word vectors", UntrainedFeatures.ofTexts(whole, UNTRAINED_WIDTH, 1)),
                        truth,
                        texts.labels());
    }

    private static FeatureExtractor embedded(BackboneFiles backbone, List<LabelledText> texts) {
        return wanted -> {
            try (TextEmbedder embedder = TextEmbedder.load(backbone, LENGTH, DeviceChoice.CPU)) {
                return embedder.embed(Arrays.stream(wanted)
                        .mapToObj(row -> texts.get(row).input())
                        .toList());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /** The accuracy on the test rows of a linear head that learnt all training rows on frozen features. */
    private static double tested(TextSet texts, BackboneFiles backbone) throws IOException {
        Path model = Files.createTempDirectory("graft-check-");
        try {
            var probe = Recipe.PROBE.strategy(
                    new RecipeOptions(1, 1, 1, LENGTH), texts, backbone.config().layers());
            Completed outcome =
                    new Trial(texts, backbone, probe, 1).run(model, CheckpointStore.NONE, TrainingListener.SILENT);
            return texts.report(outcome.model()).accuracy();
        } finally {
            Folders.delete(model);
        }
    }
}
