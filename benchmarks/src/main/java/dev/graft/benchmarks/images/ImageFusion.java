package dev.graft.benchmarks.images;

import dev.graft.benchmarks.Results;
import dev.graft.learning.train.FeatureTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ants and bees by a linear head on several backbones' features side by side, against each backbone alone. */
@Command(
        name = "image-fusion",
        description = "Photos of ants and bees: three backbones fused, against each of them.",
        mixinStandardHelpOptions = true)
public final class ImageFusion implements Callable<Integer> {

    @Option(
            names = "--data",
            defaultValue = "../shared/data",
            description = "Folder with hymenoptera_256 and img_backbones. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    private final Map<String, Double> figures = new LinkedHashMap<>();

    /** The features of both splits, training photos first. */
    private final List<FeatureTable> tables = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        Photos train = Photos.read(data.resolve("hymenoptera_256/train"));
        Photos validation = Photos.read(data.resolve("hymenoptera_256/val"));
        Photos both = train.and(validation);
        for (PhotoBackbone backbone : PhotoBackbone.values()) {
            tables.add(FeatureTable.of(backbone.features(data, both)));
        }
        double sum = 0;
        for (int i = 0; i < tables.size(); i++) {
            sum += measure(PhotoBackbone.values()[i].toString(), List.of(tables.get(i)), train, validation);
        }
        double mean = figure("mean of the singles", sum / tables.size());
        double fused = measure("all fused", tables, train, validation);
        for (int left = 0; left < tables.size(); left++) {
            List<FeatureTable> two = new ArrayList<>(tables);
            two.remove(left);
            measure("fused without " + PhotoBackbone.values()[left], two, train, validation);
        }
        Results.write("image-fusion", figures);
        return fused >= mean ? 0 : 1;
    }

    /** The accuracy on the validation photos; a single table is scaled as fused ones are. */
    private double measure(String name, List<FeatureTable> parts, Photos train, Photos validation) {
        FeatureTable table =
                FeatureTable.fused(parts, parts.stream().mapToDouble(part -> 1).toArray());
        SoftmaxRegression head =
                new SoftmaxRegression(lines(table, 0, train.size()), train.labels(), Photos.CLASSES.size());
        return figure(name, 100 * head.accuracy(lines(table, train.size(), validation.size()), validation.labels()));
    }

    private static float[][] lines(FeatureTable table, int from, int count) {
        return IntStream.range(from, from + count).mapToObj(table::line).toArray(float[][]::new);
    }

    private double figure(String name, double value) {
        System.out.printf(Locale.ROOT, "%-28s %6.2f %%%n", name, value);
        figures.put(name, value);
        return value;
    }
}
