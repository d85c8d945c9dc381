package dev.graft.benchmarks.images;

import dev.graft.benchmarks.CheckTable;
import dev.graft.benchmarks.Results;
import dev.graft.learning.check.BackboneCheck;
import dev.graft.learning.check.BackboneRanking;
import dev.graft.learning.check.Candidate;
import dev.graft.learning.check.CheckSettings;
import dev.graft.learning.check.UntrainedFeatures;
import dev.graft.learning.image.ChannelOrder;
import dev.graft.learning.image.Preprocessing;
import dev.graft.learning.image.Resampling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The check of the image backbones on ants and bees, before a transfer and after it. */
@Command(
        name = "image-check",
        description = "Photos of ants and bees: the backbone check's ranking against the accuracy of probes.",
        mixinStandardHelpOptions = true)
public final class PhotoCheck implements Callable<Integer> {

    /** What untrained features are made of: small copies of the photos. */
    private static final Preprocessing SMALL =
            new Preprocessing(16, Resampling.BILINEAR, 16, ChannelOrder.RGB, List.of(.5, .5, .5), List.of(.5, .5, .5));

    private static final int UNTRAINED_WIDTH = 1024;

    @Option(
            names = "--data",
            defaultValue = "../shared/data",
            description = "Folder with hymenoptera_256 and img_backbones. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    @Override
    public Integer call() throws IOException {
        Photos train = Photos.read(data.resolve("hymenoptera_256/train"));
        Photos validation = Photos.read(data.resolve("hymenoptera_256/val"));
        List<Candidate> candidates = new ArrayList<>();
        Map<String, Double> tested = new LinkedHashMap<>();
        for (PhotoBackbone backbone : PhotoBackbone.values()) {
            float[][] features = backbone.features(data, train);
            candidates.add(Candidate.of(backbone.toString(), rows -> pick(features, rows)));
            SoftmaxRegression head = new SoftmaxRegression(features, train.labels(), Photos.CLASSES.size());
            tested.put(backbone.toString(), head.accuracy(backbone.features(data, validation), validation.labels()));
        }
        BackboneRanking ranking = new BackboneCheck(CheckSettings.standard(1))
                .run(candidates, untrained(train), train.labels(), Photos.CLASSES);
        CheckTable table = new CheckTable();
        table.add("hymenoptera", ranking, tested);
        Results.write("image-check", table.figures());
        return 0;
    }

    private static Candidate untrained(Photos photos) {
        float[][] pixels = photos.images().stream()
                .map(image -> {
                    float[] values = new float[Math.toIntExact(SMALL.shape().size())];
                    SMALL.tensor(image).values().get(values);
                    return values;
                })
                .toArray(float[][]::new);
        return Candidate.of(
                "random projections of small copies", UntrainedFeatures.ofNumbers(pixels, UNTRAINED_WIDTH, 1));
    }

    private static float[][] pick(float[][] features, int... rows) {
        return Arrays.stream(rows).mapToObj(row -> features[row]).toArray(float[][]::new);
    }
}
