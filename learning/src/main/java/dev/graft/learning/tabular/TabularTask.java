package dev.graft.learning.tabular;

import ai.djl.ndarray.NDArray;
import dev.graft.learning.loss.Truth;
import dev.graft.learning.model.ModelCard;
import dev.graft.learning.train.FeatureTable;
import dev.graft.learning.train.LearningTask;
import dev.graft.learning.train.RowSplit;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/**
 * Rows of numbers to learn from. Nothing below the head learns, so the run's strategy is a {@link
 * dev.graft.learning.strategy.TransferStrategy.LinearProbe}.
 *
 * @param rows training rows first, then validation rows, then earlier ones
 * @param truth their answers
 * @param split which rows are for what
 * @param fingerprint of rows and answers, such as the snapshot's id: a checkpoint goes on only with the same
 */
public record TabularTask(List<TabularRow> rows, Truth truth, RowSplit split, String fingerprint) {

    /**
     * The task of learning from them. Each row's features are computed once and take 4 bytes each.
     *
     * @param start features and head, see {@link TabularHead}
     * @param output folder that receives the model as a {@link TabularClassifierFolder}
     * @param card of that model; the run adds its metrics and its strategy
     * @throws IllegalArgumentException where answers, rows, columns and labels do not fit each other
     */
    public LearningTask<NDArray> on(TabularClassifierFolder start, Path output, ModelCard card) {
        TabularClassifierConfig config = start.config();
        if (truth.kind() != config.kind()) {
            throw new IllegalArgumentException("the head gives " + config.kind() + ", the rows have " + truth.kind());
        }
        FeatureTable table =
                FeatureTable.of(rows.stream().map(start.features()::apply).toArray(float[][]::new));
        return new LearningTask<>(
                start.head(),
                weights -> table.backbone(),
                table,
                truth,
                split,
                config.labels(),
                fingerprint + " " + config.toJson(),
                (weights, metrics, note) -> new TabularClassifierFolder(
                                config, start.features(), new TreeMap<>(weights))
                        .write(output, card.completed(metrics, note)));
    }
}
