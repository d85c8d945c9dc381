package dev.graft.learning.train;

import dev.graft.learning.backbone.BertConfig;
import dev.graft.learning.backbone.BertEncoder;
import dev.graft.learning.backbone.InputRows;
import dev.graft.learning.backbone.TokenBatch;
import dev.graft.learning.model.ClassifierFolder;
import dev.graft.learning.strategy.TransferStrategy.Fusion;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.text.TextReader;
import dev.graft.learning.text.TextRows;
import dev.graft.learning.text.TextTokenizer;
import dev.graft.learning.text.Tokens;
import dev.graft.learning.text.UsedWords;
import dev.graft.learning.text.augment.AugmentedRows;
import dev.graft.learning.text.augment.TextAugmentation;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes the task of a {@link TrainingJob}: tokenised texts, a text encoder that carries only their words. Where texts are
 * augmented nobody knows their words before the run, so the encoder carries all of its own.
 */
final class TextTask {

    private TextTask() {}

    static OpenTask of(TrainingJob job) throws IOException {
        if (job.strategy() instanceof Fusion fusion) {
            return FusedTextTask.of(job, fusion);
        }
        if (job.start() instanceof StartingPoint.FreshFused || job.start() instanceof StartingPoint.WarmFused) {
            throw new IllegalArgumentException("only the strategy fusion learns on several backbones; remedy: that"
                    + " strategy, or a start from one backbone");
        }
        ClassifierFolder start = HeadSurgery.operate(job);
        TextAugmentation augmentation = job.strategy().hyperParameters().augmentation();
        return augmentation.changesNothing() ? plain(job, start) : augmented(job, start, augmentation);
    }

    private static OpenTask plain(TrainingJob job, ClassifierFolder start) throws IOException {
        int padId = start.config().encoder().padTokenId();
        List<Tokens> tokens = tokenise(job, start);
        UsedWords words = UsedWords.of(tokens, padId);
        TextRows rows = new TextRows(words.renumbered(tokens), words.number(padId));
        return OpenTask.of(task(job, start, words, rows));
    }

    private static OpenTask augmented(TrainingJob job, ClassifierFolder start, TextAugmentation augmentation)
            throws IOException {
        BertConfig encoder = start.config().encoder();
        TextTokenizer tokenizer =
                new TextTokenizer(start.tokenizer(), start.config().maxLength());
        return OpenTask.reading(
                TextReader.of(tokenizer, encoder.padTokenId()),
                reader -> task(
                        job,
                        start,
                        UsedWords.whole(encoder.vocabSize()),
                        AugmentedRows.of(reader, job.data().inputs(), augmentation)));
    }

    private static LearningTask<TokenBatch> task(
            TrainingJob job, ClassifierFolder start, UsedWords words, InputRows<TokenBatch> rows) {
        BertConfig encoder = start.config().encoder();
        SortedMap<String, HostTensor> weights = new TreeMap<>(start.weights());
        weights.computeIfPresent(UsedWords.TABLE, (name, table) -> words.cut(table));
        return new LearningTask<>(
                weights,
                parameters -> new BertEncoder(encoder, parameters),
                rows,
                job.data().truth(),
                job.data().split(),
                job.data().labels(),
                job.fingerprint(),
                writer(job, start, words));
    }

    private static ModelWriter writer(TrainingJob job, ClassifierFolder start, UsedWords words) {
        return (weights, metrics, note) -> {
            SortedMap<String, HostTensor> whole = new TreeMap<>(weights);
            whole.computeIfPresent(
                    UsedWords.TABLE, (name, learnt) -> words.restored(start.weight(UsedWords.TABLE), learnt));
            new ClassifierFolder(start.config(), whole, start.tokenizer())
                    .write(job.output(), job.card().completed(metrics, note));
        };
    }

    private static List<Tokens> tokenise(TrainingJob job, ClassifierFolder start) throws IOException {
        try (TextTokenizer tokenizer =
                new TextTokenizer(start.tokenizer(), start.config().maxLength())) {
            return tokenizer.encode(job.data().inputs());
        }
    }
}
