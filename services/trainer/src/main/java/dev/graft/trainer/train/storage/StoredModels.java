package dev.graft.trainer.train.storage;

import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.platform.json.Json;
import dev.graft.platform.model.ModelFolders;
import dev.graft.platform.store.ObjectStore;
import dev.graft.trainer.train.Lineage;
import dev.graft.trainer.train.Models;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Models below their attempts' folders; each file is read once for its checksum and its way into the store. */
public final class StoredModels implements Models {
    private final ObjectStore store;
    private final ModelFolders folders;

    public StoredModels(ObjectStore store, ModelFolders folders) {
        this.store = store;
        this.folders = folders;
    }

    @Override
    public ModelFolder store(Path folder, String prefix, Function<ModelFolder, Lineage> lineage) {
        ModelFolder model = folders.upload(folder, prefix);
        byte[] document = Json.bytes(lineage.apply(model));
        ObjectRef written = store.put(prefix + ModelFolder.LINEAGE_FILE, document, "application/json");
        List<ModelFolder.File> files = new ArrayList<>(model.files());
        files.add(new ModelFolder.File(ModelFolder.LINEAGE_FILE, written.sha256(), written.bytes()));
        files.sort(Comparator.comparing(ModelFolder.File::path));
        return new ModelFolder(model.uri(), files);
    }
}
