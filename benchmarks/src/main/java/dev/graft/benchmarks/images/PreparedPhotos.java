package dev.graft.benchmarks.images;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.image.Preprocessing;
import dev.graft.learning.image.RgbImage;
import dev.graft.learning.image.backbone.ImageBackboneFiles;
import dev.graft.learning.tensor.Safetensors;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Photos of both splits, cut to a network's input, as files that both sides read: {@code train.u8} and {@code val.u8}
 * hold the levels (N, crop, crop, 3), {@code labels.json} the classes, {@code model.safetensors} the network's weights.
 */
record PreparedPhotos(Photos train, Photos validation) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TRAIN = "train";
    private static final String VALIDATION = "val";

    /** Writes the photos, cut as the network wants them, and its weights. */
    void write(Path folder, ImageBackboneFiles network) throws IOException {
        Files.createDirectories(folder);
        write(folder, TRAIN, train, network.preprocessing());
        write(folder, VALIDATION, validation, network.preprocessing());
        JSON.writeValue(
                folder.resolve("labels.json").toFile(), Map.of(TRAIN, train.labels(), VALIDATION, validation.labels()));
        Safetensors.write(folder.resolve("model.safetensors"), network.weights(), Map.of("format", "pt"));
    }

    /** Reads what {@link #write} wrote. */
    static PreparedPhotos read(Path folder, Preprocessing preprocessing) throws IOException {
        Map<?, ?> labels = JSON.readValue(folder.resolve("labels.json").toFile(), Map.class);
        return new PreparedPhotos(
                read(folder, TRAIN, labels, preprocessing.crop()),
                read(folder, VALIDATION, labels, preprocessing.crop()));
    }

    private static void write(Path folder, String split, Photos photos, Preprocessing preprocessing)
            throws IOException {
        try (OutputStream levels = new BufferedOutputStream(Files.newOutputStream(folder.resolve(split + ".u8")))) {
            for (RgbImage photo : photos.images()) {
                RgbImage fitted = preprocessing.fit(photo);
                for (int y = 0; y < fitted.height(); y++) {
                    for (int x = 0; x < fitted.width(); x++) {
                        for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
                            levels.write(fitted.level(x, y, channel));
                        }
                    }
                }
            }
        }
    }

    private static Photos read(Path folder, String split, Map<?, ?> labels, int side) throws IOException {
        byte[] levels = Files.readAllBytes(folder.resolve(split + ".u8"));
        int size = side * side * RgbImage.CHANNELS;
        List<RgbImage> photos = new ArrayList<>();
        for (int from = 0; from < levels.length; from += size) {
            photos.add(RgbImage.of(side, side, Arrays.copyOfRange(levels, from, from + size)));
        }
        return new Photos(photos, JSON.convertValue(labels.get(split), int[].class));
    }
}
