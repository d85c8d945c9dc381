package dev.graft.learning.backbone;

import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Safetensors;
import dev.graft.learning.tensor.ShardedSafetensors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/** The tensors of a model folder: the first of its safetensors file, its sharded safetensors and its ONNX export. */
final class WeightFiles {

    private static final List<String> ONNX = List.of("model.onnx", "onnx/model.onnx");

    private WeightFiles() {}

    /** @throws IOException where there is no such file, or a broken one */
    static SortedMap<String, HostTensor> read(Path folder) throws IOException {
        Path single = folder.resolve("model.safetensors");
        if (Files.exists(single)) {
            return Safetensors.read(single);
        }
        Path index = folder.resolve(ShardedSafetensors.INDEX);
        if (Files.exists(index)) {
            return ShardedSafetensors.read(index);
        }
        for (String name : ONNX) {
            Path file = folder.resolve(name);
            if (Files.exists(file)) {
                try (InputStream in = Files.newInputStream(file)) {
                    return OnnxWeights.read(in, new OnnxTensors(file.toString(), file.getParent()));
                }
            }
        }
        throw new NoSuchFileException(
                folder.toString(),
                null,
                "the folder has no weights: neither model.safetensors nor "
                        + ShardedSafetensors.INDEX
                        + " nor model.onnx; pytorch_model.bin can run code when it is opened and is"
                        + " not read: save the model as safetensors");
    }
}
