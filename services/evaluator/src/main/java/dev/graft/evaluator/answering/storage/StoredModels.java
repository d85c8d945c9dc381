package dev.graft.evaluator.answering.storage;

import ai.djl.engine.EngineException;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.evaluator.answering.Classifier;
import dev.graft.evaluator.answering.ModelSource;
import dev.graft.evaluator.answering.UnusableInput;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.text.TextClassifier;
import dev.graft.learning.text.TextInput;
import dev.graft.platform.model.ModelFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Models from the object store, run by the learning library's classifier. */
public final class StoredModels implements ModelSource {
    private final ModelFolders folders;
    private final DeviceChoice device;

    public StoredModels(ModelFolders folders, DeviceChoice device) {
        this.folders = folders;
        this.device = device;
    }

    @Override
    public Classifier load(ModelFolder model) throws UnusableInput {
        TorchRuntime.start();
        Path folder = Stored.read(() -> folders.fetch(model));
        try {
            return new Loaded(TextClassifier.load(folder, device));
        } catch (EngineException | IllegalStateException e) {
            throw e; // The machine's fault, not the model's.
        } catch (IOException | RuntimeException e) {
            throw new UnusableInput("its files are no classifier (" + e.getMessage() + ")", e);
        } finally {
            folders.release(folder);
        }
    }

    private record Loaded(TextClassifier model) implements Classifier {
        @Override
        public List<String> labels() {
            return model.labels();
        }

        @Override
        public float[][] probabilities(List<String> texts) {
            return model.probabilities(texts.stream().map(TextInput::of).toList());
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
