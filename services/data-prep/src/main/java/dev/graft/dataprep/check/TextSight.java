package dev.graft.dataprep.check;

import dev.graft.contracts.document.RowContent;
import dev.graft.dataprep.journal.RowSample;
import dev.graft.dataprep.rule.Excerpt;
import dev.graft.learning.drift.DataSample;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * Texts, by the frozen features of a pre-trained backbone, their lengths and their words. Of pairs the features are what
 * relates the two: the products and the absolute differences of theirs (Conneau et al., "Supervised Learning of Universal
 * Sentence Representations", EMNLP 2017).
 *
 * @param pairs whether a row holds two texts
 */
record TextSight(String task, boolean pairs, FrozenFeatures.Source<String> source, FeatureCache cache)
        implements Sight {
    @Override
    public String backbone() {
        return source.backbone();
    }

    @Override
    public FeatureCache.Features features(List<RowSample.Row> dataset, List<RowSample.Row> batch) {
        return cache.of(
                task + " " + source.backbone(),
                rows -> pairs ? relations(rows) : source.of(texts(rows, RowContent.Text::text)),
                dataset,
                batch);
    }

    private float[][] relations(List<RowSample.Row> rows) {
        float[][] first = source.of(texts(rows, RowContent.Text::text));
        float[][] second = source.of(texts(rows, text -> Objects.requireNonNull(text.pair())));
        float[][] relations = new float[first.length][];
        for (int row = 0; row < relations.length; row++) {
            int width = first[row].length;
            relations[row] = new float[2 * width];
            for (int at = 0; at < width; at++) {
                relations[row][at] = first[row][at] * second[row][at];
                relations[row][width + at] = Math.abs(first[row][at] - second[row][at]);
            }
        }
        return relations;
    }

    private static List<String> texts(List<RowSample.Row> rows, Function<RowContent.Text, String> which) {
        return rows.stream().map(row -> which.apply(row.texts())).toList();
    }

    @Override
    public DataSample sample(List<RowSample.Row> rows, SortedMap<String, Long> labels, float[][] features) {
        DataSample sampled = DataSample.ofTexts(texts(rows, RowContent.Text::all), List.of(), features);
        return new DataSample(labels, sampled.numbers(), sampled.words(), sampled.features());
    }

    @Override
    public String shown(RowSample.Row row) {
        return Excerpt.of(row.texts().all());
    }
}
