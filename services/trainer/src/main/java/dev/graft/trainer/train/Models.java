package dev.graft.trainer.train;

import dev.graft.contracts.event.ModelFolder;
import java.nio.file.Path;
import java.util.function.Function;

/** Trained models in the object store. */
public interface Models {
    /**
     * Stores a model's files and then its lineage, which names them.
     *
     * @param prefix key prefix that ends in a slash
     * @param lineage the document that becomes {@value ModelFolder#LINEAGE_FILE}, from all other files
     * @return all files, the lineage among them
     */
    ModelFolder store(Path folder, String prefix, Function<ModelFolder, Lineage> lineage);
}
