package dev.graft.predictor.serving.storage;

import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.ModelAlias;
import dev.graft.contracts.document.ModelVersion;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.imagemodel.ImageClassifier;
import dev.graft.learning.tabular.TabularClassifier;
import dev.graft.platform.model.Champions;
import dev.graft.platform.model.ModelFolders;
import dev.graft.platform.signing.SignedVersions;
import dev.graft.platform.store.ObjectStore;
import dev.graft.platform.store.StoreException;
import dev.graft.platform.trace.Spans;
import dev.graft.predictor.serving.Classifier;
import dev.graft.predictor.serving.ModelSource;
import dev.graft.predictor.serving.ModelUnusable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Champions from the object store, run by the learning library's classifier. */
public final class StoredModels implements ModelSource {
    private final ObjectStore store;
    private final Champions champions;
    private final SignedVersions signed;
    private final ModelFolders folders;
    private final TextLoading texts;
    private final DeviceChoice device;

    public StoredModels(
            ObjectStore store,
            Champions champions,
            SignedVersions signed,
            ModelFolders folders,
            TextLoading texts,
            DeviceChoice device) {
        this.store = store;
        this.champions = champions;
        this.signed = signed;
        this.folders = folders;
        this.texts = texts;
        this.device = device;
    }

    @Override
    public List<String> tasks() {
        return store.listFolders(StoreLayout.MODELS);
    }

    @Override
    public Optional<ModelVersion> champion(String task) throws ModelUnusable {
        return at(ModelAlias.CHAMPION, task);
    }

    @Override
    public Optional<ModelVersion> shadow(String task) throws ModelUnusable {
        return at(ModelAlias.SHADOW, task);
    }

    private Optional<ModelVersion> at(String alias, String task) throws ModelUnusable {
        try {
            return champions.find(task, alias);
        } catch (StoreException.Unavailable e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ModelUnusable(
                    "what the registry says of the alias " + alias + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Classifier load(ModelVersion version) throws ModelUnusable {
        try {
            Path folder = Spans.in("verify model", () -> {
                signed.check(version);
                return folders.fetch(version.evaluation().run().model());
            });
            try {
                return Spans.in("load model", () -> loaded(folder));
            } finally {
                folders.release(folder);
            }
        } catch (StoreException.Unavailable e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new ModelUnusable(String.valueOf(e.getMessage()), e);
        }
    }

    private Classifier loaded(Path folder) throws IOException {
        if (TabularClassifier.isFolder(folder)) {
            return new OfTabular(TabularClassifier.load(folder));
        }
        if (ImageClassifier.isFolder(folder)) {
            return new OfImages(ImageClassifier.load(folder, device));
        }
        TextSignature signature = TextSignature.of(folder);
        return new OfTexts(texts.load(folder, signature.pairs()), signature);
    }
}
