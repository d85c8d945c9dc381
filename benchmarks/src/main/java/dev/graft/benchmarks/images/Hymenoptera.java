package dev.graft.benchmarks.images;

import dev.graft.benchmarks.Results;
import dev.graft.learning.image.backbone.ImageBackboneFiles;
import dev.graft.learning.image.backbone.ImageFamily;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ants and bees: the source task's answers, then a linear head on each backbone's frozen features. */
@Command(
        name = "hymenoptera",
        description = "Photos of ants and bees: what image backbones know before a transfer, and after it.",
        mixinStandardHelpOptions = true)
public final class Hymenoptera implements Callable<Integer> {

    /** Places of ants and bees among the 1000 classes of ImageNet. */
    private static final int[] SOURCE_CLASSES = {310, 309};

    private static final int IMAGENET = 1000;

    @Option(
            names = "--data",
            defaultValue = "../shared/data",
            description = "Folder with hymenoptera_256 and img_backbones. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    private final Map<String, Double> figures = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException {
        Photos train = Photos.read(data.resolve("hymenoptera_256/train"));
        Photos validation = Photos.read(data.resolve("hymenoptera_256/val"));
        System.out.printf(Locale.ROOT, "%d photos to train, %d to validate%n", train.size(), validation.size());
        for (PhotoBackbone backbone : PhotoBackbone.values()) {
            measure(backbone.read(data), train, validation);
        }
        Results.write("hymenoptera", figures);
        return 0;
    }

    private void measure(ImageBackboneFiles files, Photos train, Photos validation) {
        ImageFamily family = files.config().family();
        try (Network network = new Network(files)) {
            if (files.config().classes() > 0) {
                source(family, "train", network.logits(network.fit(train.images())), train.labels());
                source(family, "val", network.logits(network.fit(validation.images())), validation.labels());
            }
            long begin = System.nanoTime();
            float[][] features = network.features(network.fit(train.images()));
            double seconds = (System.nanoTime() - begin) / 1e9;
            SoftmaxRegression head = new SoftmaxRegression(features, train.labels(), Photos.CLASSES.size());
            float[][] seen = network.features(network.fit(validation.images()));
            figure(family + " head, train", 100 * head.accuracy(features, train.labels()));
            figure(family + " head, val", 100 * head.accuracy(seen, validation.labels()));
            figure(family + " photos/s", train.size() / seconds);
        }
    }

    /** How many photos have the right class of the source task first, and among the first five. */
    private void source(ImageFamily family, String split, float[][] logits, int... labels) {
        double first = 0;
        double five = 0;
        for (int row = 0; row < logits.length; row++) {
            int offset = logits[row].length - IMAGENET;
            float right = logits[row][SOURCE_CLASSES[labels[row]] + offset];
            float[] answers = logits[row];
            long better = IntStream.range(0, answers.length)
                    .filter(i -> answers[i] > right)
                    .count();
            first += better == 0 ? 1 : 0;
            five += better < 5 ? 1 : 0;
        }
        figure(family + " source top-1, " + split, 100 * first / logits.length);
        figure(family + " source top-5, " + split, 100 * five / logits.length);
    }

    private void figure(String name, double value) {
        System.out.printf(Locale.ROOT, "%-36s %6.1f%n", name, value);
        figures.put(name, value);
    }
}
