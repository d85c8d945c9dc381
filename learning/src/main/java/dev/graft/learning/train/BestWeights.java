package dev.graft.learning.train;

import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The weights of the best epoch so far, in a temporary file: memory holds only those that learn. */
final class BestWeights implements AutoCloseable {

    private final Path folder;
    private int number;
    private @Nullable Path file;

    /** @param parent existing folder for temporary files */
    BestWeights(Path parent) throws IOException {
        this.folder = Files.createTempDirectory(parent, "graft-best");
    }

    /** Keeps a copy in place of the former ones. */
    void keep(SortedMap<String, HostTensor> weights) throws IOException {
        Path next = folder.resolve("weights-" + number++ + ".safetensors");
        Safetensors.write(next, weights, Map.of());
        Path former = file;
        file = next;
        if (former != null) {
            Files.delete(former);
        }
    }

    /** The weights, mapped from the file; empty before the first {@link #keep}. */
    SortedMap<String, HostTensor> read() throws IOException {
        Path kept = file;
        return kept == null ? new TreeMap<>() : Safetensors.read(kept);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
        Files.delete(folder);
    }
}
