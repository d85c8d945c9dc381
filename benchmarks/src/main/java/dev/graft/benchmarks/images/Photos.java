package dev.graft.benchmarks.images;

import dev.graft.learning.image.ImageDecoder;
import dev.graft.learning.image.ImageLimits;
import dev.graft.learning.image.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The photos of a split, decoded.
 *
 * @param images in the order of their classes and names
 * @param labels the class of each, 0 ants, 1 bees
 */
record Photos(List<RgbImage> images, int[] labels) {

    static final List<String> CLASSES = List.of("ants", "bees");

    static Photos read(Path split) throws IOException {
        ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
        List<RgbImage> images = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int label = 0; label < CLASSES.size(); label++) {
            for (Path file : files(split.resolve(CLASSES.get(label)))) {
                images.add(decoder.decode(file));
                labels.add(label);
            }
        }
        return new Photos(images, labels.stream().mapToInt(Integer::intValue).toArray());
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jpg"))
                    .sorted()
                    .toList();
        }
    }

    /** These photos and behind them the others. */
    Photos and(Photos others) {
        List<RgbImage> all = new ArrayList<>(images);
        all.addAll(others.images());
        return new Photos(
                all,
                IntStream.concat(Arrays.stream(labels), Arrays.stream(others.labels()))
                        .toArray());
    }

    /** At most {@code count} of these photos, evenly spread over them. */
    Photos spread(int count) {
        int kept = Math.min(count, size());
        int[] rows = IntStream.range(0, kept)
                .map(i -> (int) ((long) i * size() / kept))
                .toArray();
        return new Photos(
                Arrays.stream(rows).mapToObj(images::get).toList(),
                Arrays.stream(rows).map(row -> labels[row]).toArray());
    }

    int size() {
        return labels.length;
    }
}
