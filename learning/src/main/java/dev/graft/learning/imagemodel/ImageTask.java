package dev.graft.learning.imagemodel;

import dev.graft.learning.image.Augmentation;
import dev.graft.learning.image.ImageBatch;
import dev.graft.learning.image.ImageRows;
import dev.graft.learning.image.RgbImage;
import dev.graft.learning.image.backbone.ImageBackbone;
import dev.graft.learning.loss.Truth;
import dev.graft.learning.model.FusedConfig;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.model.ModelCard;
import dev.graft.learning.train.LearningTask;
import dev.graft.learning.train.RowSplit;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/**
 * Pictures to learn from.
 *
 * @param pictures decoded, training rows first, then validation rows, then earlier ones; a list may decode in
 *     {@code get}
 * @param truth their answers
 * @param split which rows are for what
 * @param augmentation of the training rows
 * @param fingerprint of pictures and answers, such as the snapshot's id: a checkpoint goes on only with the same
 */
public record ImageTask(
        List<RgbImage> pictures, Truth truth, RowSplit split, Augmentation augmentation, String fingerprint) {

    /**
     * The task of learning from them.
     *
     * @param start network and head, see {@link ImageHead}
     * @param output folder that receives the model as an {@link ImageClassifierFolder}
     * @param card of that model; the run adds its metrics and its strategy
     * @throws IllegalArgumentException where answers, rows and labels do not fit each other
     */
    public LearningTask<ImageBatch> on(ImageClassifierFolder start, Path output, ModelCard card) {
        ImageClassifierConfig config = start.config();
        requireKind(config.kind());
        return new LearningTask<>(
                start.weights(),
                weights -> new ImageBackbone(config.backbone(), weights),
                ImageRows.of(pictures, config.preprocessing(), augmentation),
                truth,
                split,
                config.labels(),
                fingerprint + " " + augmentation + " " + config.toJson(),
                (weights, metrics, note) -> new ImageClassifierFolder(config, new TreeMap<>(weights))
                        .write(output, card.completed(metrics, note)));
    }

    /**
     * The task of learning a head on several networks, none of which changes; its strategy is a {@link
     * dev.graft.learning.strategy.TransferStrategy.Fusion} of the same ones.
     *
     * @param start networks and head, see {@link ImageHead}
     * @param output folder that receives the model as a {@link FusedImageFolder}
     * @param card of that model; the run adds its metrics and its strategy
     * @throws IllegalArgumentException where answers, rows and labels do not fit each other
     */
    public LearningTask<List<ImageBatch>> on(FusedImageFolder start, Path output, ModelCard card) {
        FusedConfig config = start.config();
        requireKind(config.kind());
        return new LearningTask<>(
                start.head(),
                start::network,
                start.rows(pictures, augmentation),
                truth,
                split,
                config.labels(),
                fingerprint + " " + augmentation + " " + config.toJson(),
                (weights, metrics, note) -> new FusedImageFolder(config, start.backbones(), new TreeMap<>(weights))
                        .write(output, card.completed(metrics, note)));
    }

    private void requireKind(HeadKind head) {
        if (truth.kind() != head) {
            throw new IllegalArgumentException("the head gives " + head + ", the rows have " + truth.kind());
        }
    }
}
