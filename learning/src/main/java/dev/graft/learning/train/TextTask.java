package dev.graft.learning.train;

import dev.graft.learning.backbone.BertConfig;
import dev.graft.learning.backbone.BertEncoder;
import dev.graft.learning.backbone.InputRows;
import dev.graft.learning.backbone.TokenBatch;
import dev.graft.learning.model.ClassifierFolder;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.strategy.TransferStrategy.Distillation;
import dev.graft.learning.strategy.TransferStrategy.DomainAdaptation;
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
import org.jspecify.annotations.Nullable;

/**
 * Makes the task of a {@link TrainingJob}: tokenised texts, a text encoder that carries only their words. Where texts are
 * augmented nobody knows their words before the run, so the encoder carries all of its own.
 */
final class TextTask {

    private TextTask() {}

    /** Only a domain adaptation reads rows without labels. */
    static OpenTask of(TrainingJob job) throws IOException {
        return job.strategy() instanceof DomainAdaptation ? ofAll(job) : ofAll(job.withoutUnlabelled());
    }

    private static OpenTask ofAll(TrainingJob job) throws IOException {
        if (job.strategy() instanceof Fusion fusion) {
            return FusedTextTask.of(job, fusion);
        }
        if (job.start() instanceof StartingPoint.FreshFused || job.start() instanceof StartingPoint.WarmFused) {
            throw new IllegalArgumentException("only the strategy fusion learns on several backbones; remedy: that"
                    + " strategy, or a start from one backbone");
        }
        Begin begin = begin(job);
        TextAugmentation augmentation = job.strategy().hyperParameters().augmentation();
        return augmentation.changesNothing() ? plain(job, begin) : augmented(job, begin, augmentation);
    }

    /**
     * What a run begins with.
     *
     * @param start the network that learns
     * @param teacher of a distillation; null in all others
     */
    private record Begin(ClassifierFolder start, @Nullable ClassifierFolder teacher) {}

    private static Begin begin(TrainingJob job) {
        if (!(job.strategy() instanceof Distillation distillation)) {
            return new Begin(HeadSurgery.operate(job), null);
        }
        TrainingData data = job.data();
        if (!(job.start() instanceof StartingPoint.Warm warm)
                || !warm.champion().labels().containsAll(data.labels())
                || data.kind() != HeadKind.CLASSES) {
            throw new IllegalArgumentException("a distillation needs a champion on one backbone that knows all of "
                    + data.labels() + ", each row with one of them");
        }
        ClassifierFolder teacher = HeadSurgery.operate(job);
        return new Begin(LayerDrop.student(teacher, distillation.layers()), teacher);
    }

    private static OpenTask plain(TrainingJob job, Begin begin) throws IOException {
        ClassifierFolder start = begin.start();
        int padId = start.config().encoder().padTokenId();
        List<Tokens> tokens = tokenise(job, start);
        UsedWords words = UsedWords.of(tokens, padId);
        TextRows rows = new TextRows(words.renumbered(tokens), words.number(padId));
        return OpenTask.of(task(job, begin, words, rows));
    }

    private static OpenTask augmented(TrainingJob job, Begin begin, TextAugmentation augmentation) throws IOException {
        ClassifierFolder start = begin.start();
        BertConfig encoder = start.config().encoder();
        TextTokenizer tokenizer =
                new TextTokenizer(start.tokenizer(), start.config().maxLength());
        return OpenTask.reading(
                TextReader.of(tokenizer, encoder.padTokenId()),
                reader -> task(
                        job,
                        begin,
                        UsedWords.whole(encoder.vocabSize()),
                        AugmentedRows.of(reader, job.data().inputs(), augmentation)));
    }

    private static LearningTask<TokenBatch> task(
            TrainingJob job, Begin begin, UsedWords words, InputRows<TokenBatch> rows) {
        ClassifierFolder start = begin.start();
        BertConfig encoder = start.config().encoder();
        return new LearningTask<>(
                cut(start, words),
                parameters -> new BertEncoder(encoder, parameters),
                rows,
                job.data().truth(),
                job.data().split(),
                job.data().labels(),
                job.fingerprint(),
                writer(job, start, words),
                begin.teacher() == null ? null : teacher(begin.teacher(), encoder.layers(), words));
    }

    private static Teacher<TokenBatch> teacher(ClassifierFolder folder, int layers, UsedWords words) {
        BertConfig encoder = folder.config().encoder();
        return new Teacher<>(
                cut(folder, words),
                parameters -> new BertEncoder(encoder, parameters),
                LayerDrop.kept(encoder.layers(), layers));
    }

    private static SortedMap<String, HostTensor> cut(ClassifierFolder folder, UsedWords words) {
        SortedMap<String, HostTensor> weights = new TreeMap<>(folder.weights());
        weights.computeIfPresent(UsedWords.TABLE, (name, table) -> words.cut(table));
        return weights;
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
