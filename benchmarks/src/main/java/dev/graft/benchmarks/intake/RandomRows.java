package dev.graft.benchmarks.intake;

import com.jerolba.carpet.CarpetWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Distinct rows of random words, seeded, written to a file of about a size. */
final class RandomRows implements RowFiles {
    static final List<String> LABELS = List.of("alpha", "beta", "gamma", "delta");

    private static final int WORDS = 5_000;
    private static final int WORD_LETTERS = 7;

    private final Random random;
    private final String[] words;
    private final int chars;
    private long count;

    /** @param chars of a text, about */
    RandomRows(long seed, int chars) {
        this.random = new Random(seed);
        this.chars = chars;
        this.words = new String[WORDS];
        for (int i = 0; i < WORDS; i++) {
            words[i] = random.ints(WORD_LETTERS, 'a', 'z' + 1)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }
    }

    /** A row of the file. */
    public record Row(String text, String label) {}

    @Override
    public long write(Path file, String format, int size) throws IOException {
        long bytes = size * 1_000_000L;
        long first = count;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            switch (format) {
                case "csv" -> lines(out, bytes, "text,label\n", "\"%s\",%s\n");
                case "jsonl" -> lines(out, bytes, "", "{\"text\":\"%s\",\"label\":\"%s\"}\n");
                case "parquet" -> parquet(out, bytes);
                default -> throw new IllegalArgumentException("format: csv, jsonl or parquet, not " + format);
            }
        }
        return count - first;
    }

    private void lines(OutputStream out, long bytes, String head, String line) throws IOException {
        out.write(head.getBytes(StandardCharsets.UTF_8));
        long written = head.length();
        while (written < bytes) {
            Row row = next();
            byte[] content = line.formatted(row.text(), row.label()).getBytes(StandardCharsets.UTF_8);
            out.write(content);
            written += content.length;
        }
    }

    /** A Parquet file of as much text; it is smaller by what packing saves. */
    private void parquet(OutputStream out, long bytes) throws IOException {
        try (CarpetWriter<Row> writer = new CarpetWriter.Builder<>(out, Row.class)
                .withRowGroupSize(16L << 20)
                .build()) {
            for (long written = 0; written < bytes; ) {
                Row row = next();
                writer.write(row);
                written += row.text().length();
            }
        }
    }

    Row next() {
        StringBuilder text = new StringBuilder(chars + WORD_LETTERS);
        text.append("row ").append(count);
        while (text.length() < chars) {
            text.append(' ').append(words[random.nextInt(WORDS)]);
        }
        String label = LABELS.get((int) (count % LABELS.size()));
        count++;
        return new Row(text.toString(), label);
    }
}
