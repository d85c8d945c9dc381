package dev.graft.benchmarks.images;

import dev.graft.benchmarks.Results;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.image.Augmentation;
import dev.graft.learning.image.ColourJitter;
import dev.graft.learning.image.HorizontalFlip;
import dev.graft.learning.image.RandomResizedCrop;
import dev.graft.learning.image.RgbImage;
import dev.graft.learning.image.Rotation;
import dev.graft.learning.image.backbone.ImageBackboneFiles;
import dev.graft.learning.image.backbone.ImageBackbones;
import dev.graft.learning.imagemodel.ImageClassifier;
import dev.graft.learning.imagemodel.ImageHead;
import dev.graft.learning.imagemodel.ImageTask;
import dev.graft.learning.loss.Truth;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.model.ModelCard;
import dev.graft.learning.strategy.FreezePlan;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.strategy.TransferStrategy.FineTune;
import dev.graft.learning.strategy.TransferStrategy.HeadWarmup;
import dev.graft.learning.strategy.TransferStrategy.LinearProbe;
import dev.graft.learning.strategy.ValidationMetric;
import dev.graft.learning.train.CheckpointStore;
import dev.graft.learning.train.FineTuning;
import dev.graft.learning.train.RowSplit;
import dev.graft.learning.train.RunSettings;
import dev.graft.learning.train.StopSignal;
import dev.graft.learning.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ants and bees through the training loop: frozen, unfrozen step by step, and from nothing. */
@Command(
        name = "image-transfer",
        description = "Photos of ants and bees: MobileNetV2 frozen, gradually unfrozen with augmentation, untrained.",
        mixinStandardHelpOptions = true)
public final class ImageTransfer implements Callable<Integer> {

    /** Of the training photos, how many early stopping watches. */
    private static final int WATCHED = 36;

    private static final HyperParameters HYPER =
            new HyperParameters(8, 16, 2e-4, 3e-3, 0.01, 0.1, 3, 4, 0, ValidationMetric.LOSS, 0.1, 0.1, 1);

    private static final Augmentation AUGMENTATION = new Augmentation(List.of(
            RandomResizedCrop.ofArea(0.35),
            new Rotation(10),
            new HorizontalFlip(0.5),
            new ColourJitter(0.2, 0.2, 0.2, 0.02)));

    @Option(
            names = "--data",
            defaultValue = "../shared/data",
            description = "Folder with hymenoptera_256 and img_backbones. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    @Option(names = "--seeds", defaultValue = "3", description = "Runs of each recipe. Default: ${DEFAULT-VALUE}")
    private int seeds;

    private final Map<String, List<Double>> figures = new TreeMap<>();

    @Override
    public Integer call() throws IOException {
        Photos train = Photos.read(data.resolve("hymenoptera_256/train"));
        Photos validation = Photos.read(data.resolve("hymenoptera_256/val"));
        ImageBackboneFiles pretrained = PhotoBackbone.MOBILENET_V2.read(data);
        TransferStrategy probe =
                new LinearProbe(HYPER.change().epochs(40).patience(10).build());
        TransferStrategy gradual =
                new FineTune(13, new HeadWarmup(4, 16, 3e-3), HYPER).with(new FreezePlan(0.8, 1, true));
        TransferStrategy all = new FineTune(0, HeadWarmup.NONE, HYPER);
        for (int seed = 1; seed <= seeds; seed++) {
            ImageBackboneFiles untrained =
                    ImageBackbones.random(pretrained.config().headless(), pretrained.preprocessing(), seed);
            measure("frozen", pretrained, probe, Augmentation.NONE, seed, train, validation);
            measure("gradual, augmented", pretrained, gradual, AUGMENTATION, seed, train, validation);
            measure("untrained, frozen", untrained, probe, Augmentation.NONE, seed, train, validation);
            measure("untrained, all learns", untrained, all, AUGMENTATION, seed, train, validation);
        }
        figures.forEach((name, values) -> System.out.printf(
                Locale.ROOT,
                "%-24s mean %5.1f of %s%n",
                name,
                values.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
                values));
        Results.write("image-transfer", figures);
        return 0;
    }

    private void measure(
            String name,
            ImageBackboneFiles backbone,
            TransferStrategy strategy,
            Augmentation augmentation,
            long seed,
            Photos train,
            Photos validation)
            throws IOException {
        Path output = Files.createTempDirectory("graft-image-transfer");
        RunSettings settings = new RunSettings(strategy, seed, DeviceChoice.AUTO, output, Clock.systemUTC(), 1L << 30);
        long begin = System.nanoTime();
        new FineTuning(
                        task(train, augmentation, seed)
                                .on(
                                        ImageHead.on(backbone, Photos.CLASSES, HeadKind.CLASSES, seed),
                                        output,
                                        card(backbone)),
                        settings,
                        CheckpointStore.NONE,
                        TrainingListener.SILENT,
                        StopSignal.NEVER)
                .run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        try (ImageClassifier classifier = ImageClassifier.load(output, DeviceChoice.AUTO)) {
            float[][] answers = classifier.probabilities(validation.images());
            long right = IntStream.range(0, answers.length)
                    .filter(row ->
                            (answers[row][1] > 0.5f ? 1 : 0) == validation.labels()[row])
                    .count();
            double accuracy = 100.0 * right / answers.length;
            System.out.printf(Locale.ROOT, "%-24s seed %d: %5.1f %% in %.0f s%n", name, seed, accuracy, seconds);
            figures.computeIfAbsent(name, key -> new ArrayList<>()).add(accuracy);
        }
    }

    private static ModelCard card(ImageBackboneFiles backbone) {
        return new ModelCard(
                "ants-and-bees", backbone.origin(), backbone.licence(), "hymenoptera", new TreeMap<>(), List.of());
    }

    /** The training photos in a seeded order; the last ones are watched. */
    private static ImageTask task(Photos train, Augmentation augmentation, long seed) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, train.size()).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        List<RgbImage> images =
                order.stream().map(row -> train.images().get(row)).toList();
        int[] labels = order.stream().mapToInt(row -> train.labels()[row]).toArray();
        RowSplit split = new RowSplit(train.size() - WATCHED, WATCHED, 0);
        Truth truth = new Truth.Classes(labels, Photos.CLASSES.size());
        return new ImageTask(images, truth, split, augmentation, "hymenoptera, seed " + seed);
    }
}
