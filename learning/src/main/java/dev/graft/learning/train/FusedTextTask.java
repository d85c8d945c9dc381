package dev.graft.learning.train;

import dev.graft.learning.backbone.InputRows;
import dev.graft.learning.backbone.TokenBatch;
import dev.graft.learning.model.FusedClassifierFolder;
import dev.graft.learning.strategy.TransferStrategy.Fusion;
import dev.graft.learning.text.FusedText;
import dev.graft.learning.text.TextReader;
import dev.graft.learning.text.augment.AugmentedRows;
import dev.graft.learning.text.augment.TextAugmentation;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;

/** Makes the task of a {@link TrainingJob} that fuses backbones: only the head's weights are the run's. */
final class FusedTextTask {

    private FusedTextTask() {}

    static OpenTask of(TrainingJob job, Fusion strategy) throws IOException {
        FusedClassifierFolder start = FusedSurgery.operate(job, strategy);
        TextAugmentation augmentation = strategy.hyperParameters().augmentation();
        if (!augmentation.changesNothing()) {
            return OpenTask.reading(
                    FusedText.reader(start),
                    reader ->
                            task(job, start, AugmentedRows.of(reader, job.data().inputs(), augmentation)));
        }
        try (TextReader<List<TokenBatch>> reader = FusedText.reader(start)) {
            return OpenTask.of(task(job, start, reader.read(job.data().inputs())));
        }
    }

    private static LearningTask<List<TokenBatch>> task(
            TrainingJob job, FusedClassifierFolder start, InputRows<List<TokenBatch>> rows) {
        return new LearningTask<>(
                start.head(),
                weights -> FusedText.backbone(start, weights),
                rows,
                job.data().truth(),
                job.data().split(),
                job.data().labels(),
                job.fingerprint(),
                (weights, metrics, note) -> new FusedClassifierFolder(
                                start.config(), start.backbones(), new TreeMap<>(weights))
                        .write(job.output(), job.card().completed(metrics, note)));
    }
}
