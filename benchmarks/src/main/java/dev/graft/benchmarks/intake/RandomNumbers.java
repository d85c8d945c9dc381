package dev.graft.benchmarks.intake;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of {@value #COLUMNS} random numbers of three decimals; each {@value #REPEATED}th one is the one before it again. */
final class RandomNumbers implements RowFiles {
    static final int COLUMNS = 20;

    private static final int REPEATED = 50;
    private static final int LARGEST = 1_000_000;
    private static final double DECIMALS = 1e3;

    private final Random random;
    private final double[] values = new double[COLUMNS];
    private long count;

    RandomNumbers(long seed) {
        this.random = new Random(seed);
    }

    /** The columns' names, in their order. */
    static List<String> columns() {
        return IntStream.rangeClosed(1, COLUMNS).mapToObj(i -> "x" + i).toList();
    }

    @Override
    public long write(Path file, String format, int size) throws IOException {
        long first = count;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            switch (format) {
                case "csv" -> {
                    out.write(String.join(",", columns()) + ",label\n");
                    lines(out, size, i -> Double.toString(values[i]), ",", ",%s\n");
                }
                case "jsonl" ->
                    lines(
                            out,
                            size,
                            i -> (i == 0 ? "{" : "") + "\"x" + (i + 1) + "\":" + values[i],
                            ",",
                            ",\"label\":\"%s\"}\n");
                default -> throw new IllegalArgumentException("numbers are written as csv or jsonl, not as " + format);
            }
        }
        return count - first;
    }

    private void lines(Writer out, int megabytes, IntFunction<String> cell, String between, String end)
            throws IOException {
        for (long written = 0; written < megabytes * 1_000_000L; ) {
            String label = next();
            String line = IntStream.range(0, COLUMNS).mapToObj(cell).collect(Collectors.joining(between))
                    + end.formatted(label);
            out.write(line);
            written += line.length();
        }
    }

    /** Fills the values and returns the label. */
    private String next() {
        boolean repeated = count % REPEATED == REPEATED - 1;
        for (int i = 0; i < COLUMNS && !repeated; i++) {
            values[i] = (random.nextInt(2 * LARGEST) - LARGEST) / DECIMALS;
        }
        long labelled = repeated ? count - 1 : count;
        count++;
        return RandomRows.LABELS.get((int) (labelled % RandomRows.LABELS.size()));
    }
}
