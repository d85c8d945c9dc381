package dev.graft.benchmarks.learning;

import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.drift.DataSample;
import dev.graft.learning.text.TextEmbedder;
import dev.graft.learning.train.LabelledText;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rows of one source with the features of a frozen backbone.
 *
 * @param features {@code (rows, width)}
 */
record DriftRows(List<LabelledText> rows, float[][] features) {

    private static final int LENGTH = 128;

    static DriftRows embedded(List<LabelledText> rows, String backbone) throws IOException {
        try (TextEmbedder embedder = TextEmbedder.load(Backbones.named(backbone), LENGTH, DeviceChoice.CPU)) {
            return new DriftRows(
                    rows, embedder.embed(rows.stream().map(LabelledText::input).toList()));
        }
    }

    List<String> labels() {
        return rows.stream().map(LabelledText::label).distinct().sorted().toList();
    }

    DriftRows chosen(List<Integer> numbers) {
        return new DriftRows(
                numbers.stream().map(rows::get).toList(),
                numbers.stream().map(row -> features[row]).toArray(float[][]::new));
    }

    DriftRows with(DriftRows others) {
        return new DriftRows(
                Stream.concat(rows.stream(), others.rows.stream()).toList(),
                Stream.of(features, others.features).flatMap(Stream::of).toArray(float[][]::new));
    }

    DataSample sample() {
        return DataSample.ofTexts(
                rows.stream().map(row -> row.input().text()).toList(),
                rows.stream().map(LabelledText::label).toList(),
                features);
    }
}
