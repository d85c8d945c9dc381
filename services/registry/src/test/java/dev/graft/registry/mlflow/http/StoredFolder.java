package dev.graft.registry.mlflow.http;

import dev.graft.contracts.event.ModelFolder;
import dev.graft.platform.store.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A run's model folder with real files in the store. */
final class StoredFolder {
    private static final int WEIGHT_BYTES = 300_000;

    private StoredFolder() {}

    static ModelFolder put(ObjectStore store, String run) {
        String prefix = "runs/" + run + "/attempts/00000001/model/";
        return new ModelFolder(
                store.uri(prefix),
                List.of(
                        file(store, prefix, "config.json", "{\"run\": \"" + run + "\"}"),
                        file(store, prefix, "empty.txt", ""),
                        file(store, prefix, "model.safetensors", "0123456789".repeat(WEIGHT_BYTES / 10)),
                        file(store, prefix, "tokenizer/vocabulary.txt", "a\nb\n")));
    }

    private static ModelFolder.File file(ObjectStore store, String prefix, String path, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        var object = store.put(prefix + path, bytes, "application/octet-stream");
        return new ModelFolder.File(path, object.sha256(), object.bytes());
    }
}
