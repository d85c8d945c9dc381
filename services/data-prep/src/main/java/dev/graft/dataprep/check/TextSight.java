package dev.graft.dataprep.check;

import dev.graft.dataprep.journal.RowSample;
import dev.graft.dataprep.rule.Excerpt;
import dev.graft.learning.drift.DataSample;
import java.util.List;
import java.util.SortedMap;

/** Texts, by the frozen features of a pre-trained backbone, their lengths and their words. */
record TextSight(String task, FrozenFeatures.Source<String> source, FeatureCache cache) implements Sight {
    @Override
    public String backbone() {
        return source.backbone();
    }

    @Override
    public FeatureCache.Features features(List<RowSample.Row> dataset, List<RowSample.Row> batch) {
        return cache.of(
                task + " " + source.backbone(),
                rows -> source.of(rows.stream().map(RowSample.Row::text).toList()),
                dataset,
                batch);
    }

    @Override
    public DataSample sample(List<RowSample.Row> rows, SortedMap<String, Long> labels, float[][] features) {
        DataSample sampled =
                DataSample.ofTexts(rows.stream().map(RowSample.Row::text).toList(), List.of(), features);
        return new DataSample(labels, sampled.numbers(), sampled.words(), sampled.features());
    }

    @Override
    public String shown(RowSample.Row row) {
        return Excerpt.of(row.text());
    }
}
