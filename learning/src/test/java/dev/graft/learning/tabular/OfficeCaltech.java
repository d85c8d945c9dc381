package dev.graft.learning.tabular;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Pictures of ten things from four sources, as counts of 800 visual words (Gong et al. 2012).
 *
 * @param rows with their domain
 * @param classes 0 to 9
 */
record OfficeCaltech(List<TabularRow> rows, int[] classes) {

    static final int WIDTH = 800;

    /** Rows of these domains; skips the test where the data is absent. */
    static OfficeCaltech of(String... domains) {
        Path folder = data().resolve("office_caltech_surf");
        assumeTrue(Files.isDirectory(folder), () -> "skipped: there is no shared/data/office_caltech_surf");
        List<TabularRow> rows = new ArrayList<>();
        List<Integer> classes = new ArrayList<>();
        for (String domain : domains) {
            for (String line : lines(folder.resolve(domain + ".csv.gz"))) {
                double[] fields = Arrays.stream(line.split(",", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                rows.add(new TabularRow(Arrays.copyOfRange(fields, 1, fields.length), domain));
                classes.add((int) fields[0] - 1);
            }
        }
        return new OfficeCaltech(
                rows, classes.stream().mapToInt(Integer::intValue).toArray());
    }

    /** The classes, below 0 for rows of another domain. */
    int[] classesOf(String domain) {
        int[] known = classes.clone();
        for (int row = 0; row < known.length; row++) {
            known[row] = domain.equals(rows.get(row).domain()) ? known[row] : -1;
        }
        return known;
    }

    private static List<String> lines(Path file) {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return in.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The nearest {@code shared/data} beside a folder above this module. */
    private static Path data() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.isDirectory(folder.resolve("shared/data"))) {
            folder = folder.getParent();
        }
        return folder.resolve("shared/data");
    }
}
