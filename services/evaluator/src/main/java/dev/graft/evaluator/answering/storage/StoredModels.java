package dev.graft.evaluator.answering.storage;

import ai.djl.engine.EngineException;
import dev.graft.contracts.document.RowContent;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.evaluator.answering.Classifier;
import dev.graft.evaluator.answering.ModelSource;
import dev.graft.evaluator.answering.UnusableInput;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.export.Precision;
import dev.graft.learning.image.DecodedImages;
import dev.graft.learning.image.RgbImage;
import dev.graft.learning.imagemodel.ImageClassifier;
import dev.graft.learning.serve.OnnxText;
import dev.graft.learning.tabular.TabularClassifier;
import dev.graft.learning.tabular.TabularRow;
import dev.graft.learning.text.TextClassifier;
import dev.graft.learning.text.TextInput;
import dev.graft.platform.model.ModelFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Models from the object store, run by the learning library's classifier. */
public final class StoredModels implements ModelSource {
    private final ModelFolders folders;
    private final DeviceChoice device;
    private final Precision textPrecision;

    /** @param textPrecision in which text models serve, and are judged */
    public StoredModels(ModelFolders folders, DeviceChoice device, Precision textPrecision) {
        this.folders = folders;
        this.device = device;
        this.textPrecision = textPrecision;
    }

    @Override
    public boolean rounds() {
        return textPrecision != Precision.FLOAT32;
    }

    @Override
    public Classifier load(ModelFolder model) throws UnusableInput {
        return load(model, textPrecision);
    }

    private Classifier load(ModelFolder model, Precision precision) throws UnusableInput {
        TorchRuntime.start();
        Path folder = Stored.read(() -> folders.fetch(model));
        try {
            if (TabularClassifier.isFolder(folder)) {
                return new OfNumbers(TabularClassifier.load(folder));
            }
            if (ImageClassifier.isFolder(folder)) {
                return new OfImages(ImageClassifier.load(folder, device));
            }
            return precision == Precision.FLOAT32
                    ? new OfTexts(TextClassifier.load(folder, device), null)
                    : new OfTexts(OnnxText.load(folder, precision), () -> load(model, Precision.FLOAT32));
        } catch (EngineException | IllegalStateException e) {
            throw e; // The machine's fault, not the model's.
        } catch (IOException | RuntimeException e) {
            throw new UnusableInput("its files are no classifier (" + e.getMessage() + ")", e);
        } finally {
            folders.release(folder);
        }
    }

    private record OfImages(ImageClassifier model) implements Classifier {
        @Override
        public List<String> labels() {
            return model.labels();
        }

        @Override
        public float[][] probabilities(List<RowContent> rows) {
            List<RgbImage> pictures =
                    new DecodedImages(rows.stream().map(OfImages::file).toList());
            return model.probabilities(pictures);
        }

        private static Supplier<byte[]> file(RowContent row) {
            if (row instanceof RowContent.Image image) {
                return image.file();
            }
            throw new IllegalStateException("the model reads images, a row holds something else");
        }

        @Override
        public void close() {
            model.close();
        }
    }

    /** Rows of before columns were added to the task, and models of before: both read what they have in common. */
    private record OfNumbers(TabularClassifier model) implements Classifier {
        @Override
        public List<String> labels() {
            return model.labels();
        }

        @Override
        public float[][] probabilities(List<RowContent> rows) {
            return model.probabilities(rows.stream().map(this::row).toList());
        }

        private TabularRow row(RowContent row) {
            if (row instanceof RowContent.Numbers numbers) {
                return new TabularRow(model.columns().aligned(numbers.values()), numbers.domain());
            }
            throw new IllegalStateException("the model reads numbers, a row holds something else");
        }

        @Override
        public void close() {
            model.close();
        }
    }

    /** Loads a model. */
    @FunctionalInterface
    private interface Loading {
        Classifier load() throws UnusableInput;
    }

    /** @param asTrained null: this is the model as it was trained */
    private record OfTexts(TextClassifier model, @Nullable Loading asTrained) implements Classifier {
        @Override
        public Optional<Classifier> unrounded() throws UnusableInput {
            return asTrained == null ? Optional.empty() : Optional.of(asTrained.load());
        }

        @Override
        public List<String> labels() {
            return model.labels();
        }

        @Override
        public float[][] probabilities(List<RowContent> rows) {
            return model.probabilities(rows.stream().map(OfTexts::input).toList());
        }

        private static TextInput input(RowContent row) {
            if (row instanceof RowContent.Text text) {
                return new TextInput(text.text(), text.pair());
            }
            throw new IllegalStateException("the model reads texts, a row holds something else");
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
