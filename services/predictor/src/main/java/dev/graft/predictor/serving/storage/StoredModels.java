package dev.graft.predictor.serving.storage;

import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.ModelVersion;
import dev.graft.contracts.task.Task;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.image.ImageDecoder;
import dev.graft.learning.image.ImageLimits;
import dev.graft.learning.image.RgbImage;
import dev.graft.learning.image.UnreadableImage;
import dev.graft.learning.imagemodel.ImageClassifier;
import dev.graft.learning.preparation.TextPreparation;
import dev.graft.learning.text.TextClassifier;
import dev.graft.learning.text.TextInput;
import dev.graft.platform.model.Champions;
import dev.graft.platform.model.ModelFolders;
import dev.graft.platform.store.ObjectStore;
import dev.graft.platform.store.StoreException;
import dev.graft.predictor.serving.Classifier;
import dev.graft.predictor.serving.ModelSource;
import dev.graft.predictor.serving.ModelUnusable;
import dev.graft.predictor.serving.UnreadableInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Champions from the object store, run by the learning library's classifier. */
public final class StoredModels implements ModelSource {
    private final ObjectStore store;
    private final Champions champions;
    private final ModelFolders folders;
    private final DeviceChoice device;

    public StoredModels(ObjectStore store, Champions champions, ModelFolders folders, DeviceChoice device) {
        this.store = store;
        this.champions = champions;
        this.folders = folders;
        this.device = device;
    }

    @Override
    public List<String> tasks() {
        return store.listFolders(StoreLayout.MODELS);
    }

    @Override
    public Optional<ModelVersion> champion(String task) throws ModelUnusable {
        try {
            return champions.find(task);
        } catch (StoreException.Unavailable e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ModelUnusable("what the registry says is live cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Classifier load(ModelVersion version) throws ModelUnusable {
        try {
            Path folder = folders.fetch(version.evaluation().run().model());
            try {
                return ImageClassifier.isFolder(folder)
                        ? new OfImages(ImageClassifier.load(folder, device))
                        : new OfTexts(TextClassifier.load(folder, device), InputPreparation.of(folder));
            } finally {
                folders.release(folder);
            }
        } catch (StoreException.Unavailable e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new ModelUnusable(String.valueOf(e.getMessage()), e);
        }
    }

    private record OfImages(ImageClassifier model) implements Classifier {
        /** Decoded, 16 million pixels take about 100 MB, and a small file may state many more. */
        private static final ImageDecoder DECODER = new ImageDecoder(new ImageLimits(8 << 20, 16_000_000));

        @Override
        public String modality() {
            return Task.IMAGE;
        }

        @Override
        public List<String> labels() {
            return model.labels();
        }

        @Override
        public float[][] probabilities(List<String> inputs) {
            return model.probabilities(decodedOnDemand(inputs));
        }

        /** One whole picture is in memory at a time: the model keeps of each what its network sees. */
        private static List<RgbImage> decodedOnDemand(List<String> inputs) {
            return new AbstractList<>() {
                @Override
                public RgbImage get(int index) {
                    return picture(index, inputs.get(index));
                }

                @Override
                public int size() {
                    return inputs.size();
                }
            };
        }

        private static RgbImage picture(int index, String base64) {
            try {
                return DECODER.decode(Base64.getDecoder().decode(base64));
            } catch (UnreadableImage | IllegalArgumentException e) {
                throw new UnreadableInput(index, String.valueOf(e.getMessage()), e);
            }
        }

        @Override
        public void close() {
            model.close();
        }
    }

    private record OfTexts(TextClassifier model, TextPreparation preparation) implements Classifier {
        @Override
        public String modality() {
            return Task.TEXT;
        }

        @Override
        public List<String> labels() {
            return model.labels();
        }

        @Override
        public float[][] probabilities(List<String> inputs) {
            return model.probabilities(
                    inputs.stream().map(preparation::apply).map(TextInput::of).toList());
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
