package dev.graft.benchmarks.methods;

import dev.graft.learning.classic.FeatureVectors;
import dev.graft.learning.classic.LabelledVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Lines of numbers, the last field of which says the kind. */
final class RareRows {

    private RareRows() {}

    /** Class 1 is the rare kind, class 0 all others. */
    static LabelledVectors read(Path file, String rare) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException(file + " is not there; name the folder of all data sets with --data");
        }
        List<String[]> lines = Files.readAllLines(file).stream()
                .map(line -> line.split(",", -1))
                .toList();
        return new LabelledVectors(
                FeatureVectors.of(lines.stream()
                        .map(fields -> Arrays.stream(fields)
                                .limit(fields.length - 1)
                                .mapToDouble(Double::parseDouble)
                                .toArray())
                        .toArray(double[][]::new)),
                lines.stream()
                        .mapToInt(fields -> fields[fields.length - 1].equals(rare) ? 1 : 0)
                        .toArray(),
                2);
    }
}
