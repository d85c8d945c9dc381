package dev.graft.dataprep.check;

import dev.graft.dataprep.image.ShrunkImage;
import dev.graft.dataprep.journal.RowSample;
import dev.graft.dataprep.rule.Excerpt;
import dev.graft.learning.drift.DataSample;
import dev.graft.learning.drift.WordCounts;
import dev.graft.learning.image.DecodedImages;
import dev.graft.learning.image.RgbImage;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Pictures, by the frozen features of a pre-trained network, which is shown what the sample keeps of each, and by their
 * sizes, brightness and contrast.
 */
record ImageSight(String task, FrozenFeatures.Source<RgbImage> source, FeatureCache cache) implements Sight {
    @Override
    public String backbone() {
        return source.backbone();
    }

    @Override
    public FeatureCache.Features features(List<RowSample.Row> dataset, List<RowSample.Row> batch) {
        return cache.of(
                task + " " + source.backbone(),
                rows -> source.of(new DecodedImages(
                        rows.stream().map(RowSample.Row::shrunk).toList())),
                dataset,
                batch);
    }

    @Override
    public DataSample sample(List<RowSample.Row> rows, SortedMap<String, Long> labels, float[][] features) {
        SortedMap<String, double[]> numbers = new TreeMap<>();
        numbers.put("width in pixels", numbers(rows, ShrunkImage::width));
        numbers.put("height in pixels", numbers(rows, ShrunkImage::height));
        numbers.put("width by height", numbers(rows, picture -> (double) picture.width() / picture.height()));
        numbers.put("brightness", numbers(rows, ShrunkImage::brightness));
        numbers.put("contrast", numbers(rows, ShrunkImage::contrast));
        return new DataSample(labels, numbers, WordCounts.of(List.of()), features);
    }

    private static double[] numbers(List<RowSample.Row> rows, ToDoubleFunction<ShrunkImage> number) {
        return rows.stream().map(RowSample.Row::shrunk).mapToDouble(number).toArray();
    }

    /** The name of its file. */
    @Override
    public String shown(RowSample.Row row) {
        return Excerpt.of(row.image().name());
    }
}
