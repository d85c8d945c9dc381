package dev.graft.learning.image.backbone;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.image.Preprocessing;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.NumpyArchive;
import dev.graft.learning.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where convolutional backbones come from: files of weights, timm's folders, and chance. */
public final class ImageBackbones {

    private static final String OTHER = "other";
    private static final String CONFIG = "config.json";

    private ImageBackbones() {}

    /**
     * Reads weights in a layout that is known for the family: torchvision's or timm's names in safetensors, and the
     * names of TensorFlow, Keras and Caffe in {@code .npz}. Statistics of batch normalisation are kept; a classifier
     * may be there or not.
     *
     * @param file ends in {@code .safetensors} or {@code .npz}
     * @throws IllegalArgumentException where the tensors are not the family's; it names them
     * @throws IOException where the file is broken
     */
    public static ImageBackboneFiles read(Path file, ImageFamily family) throws IOException {
        return of(String.valueOf(file.getFileName()), family, tensors(file), null, OTHER);
    }

    /**
     * Reads {@code config.json} and {@code model.safetensors} as timm or {@link #write} writes them; the pre-processing is
     * the one that {@code config.json} states.
     *
     * @throws IllegalArgumentException on another architecture than {@link TimmConfig} knows, or other tensors
     * @throws IOException where a file is missing or broken
     */
    public static ImageBackboneFiles folder(Path folder) throws IOException {
        JsonNode json = new ObjectMapper().readTree(Files.readString(folder.resolve(CONFIG)));
        if (OwnImageFolder.isOwn(json)) {
            return OwnImageFolder.read(folder, json);
        }
        TimmConfig config = TimmConfig.from(json);
        String name = String.valueOf(folder.getFileName());
        SortedMap<String, HostTensor> tensors = Safetensors.read(folder.resolve("model.safetensors"));
        return of(name, config.family(), tensors, config.preprocessing(), config.licence());
    }

    /** Whether a folder with a {@code config.json} says that it is a network for pictures, which {@link #folder} reads. */
    public static boolean isFolder(Path folder) throws IOException {
        JsonNode json = new ObjectMapper().readTree(Files.readString(folder.resolve(CONFIG)));
        return OwnImageFolder.isOwn(json) || json.has("architecture");
    }

    /**
     * Writes a network so that {@link #folder} reads it: {@code config.json} and, under torchvision's names where it has
     * the network, {@code model.safetensors}. The same network gives the same bytes.
     *
     * @param folder is created where it does not exist
     */
    public static void write(ImageBackboneFiles files, Path folder) throws IOException {
        OwnImageFolder.write(files, folder);
    }

    /**
     * Untrained weights, by He et al. 2015: normal, scaled by a filter's inputs, so that activations keep their size
     * without statistics of batch normalisation; equal for equal seeds.
     */
    public static ImageBackboneFiles random(ImageBackboneConfig config, Preprocessing preprocessing, long seed) {
        Random random = new Random(seed);
        SortedMap<String, HostTensor> weights = new TreeMap<>();
        for (Map.Entry<String, Shape> entry : config.shapes().entrySet()) {
            weights.put(entry.getKey(), random(entry.getKey(), entry.getValue(), random));
        }
        return new ImageBackboneFiles("random", config, preprocessing, weights, "random", "apache-2.0");
    }

    private static HostTensor random(String name, Shape shape, Random random) {
        float[] values = new float[Math.toIntExact(shape.size())];
        if (shape.dimension() == 1) {
            boolean one = name.endsWith(".weight") || name.endsWith(BatchNormalisation.VARIANCE);
            Arrays.fill(values, one ? 1 : 0);
        } else {
            double deviation = Math.sqrt(2.0 * shape.get(0) / shape.size());
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (deviation * random.nextGaussian());
            }
        }
        return HostTensor.of(shape, values);
    }

    private static ImageBackboneFiles of(
            String name,
            ImageFamily family,
            SortedMap<String, HostTensor> tensors,
            @Nullable Preprocessing stated,
            String licence) {
        WeightMatching matching = new WeightMatching(family, tensors);
        WeightLayout layout = matching.layout();
        ImageBackboneConfig config = matching.config(layout);
        Preprocessing preprocessing = stated == null ? layout.preprocessing() : stated;
        return new ImageBackboneFiles(name, config, preprocessing, matching.weights(layout, config), name, licence);
    }

    private static SortedMap<String, HostTensor> tensors(Path file) throws IOException {
        String name = file.toString();
        if (name.endsWith(".npz")) {
            return NumpyArchive.read(file);
        }
        if (name.endsWith(".safetensors")) {
            return Safetensors.read(file);
        }
        throw new IOException(file + " is neither .safetensors nor .npz");
    }
}
