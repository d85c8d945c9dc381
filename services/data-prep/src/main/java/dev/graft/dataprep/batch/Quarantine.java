package dev.graft.dataprep.batch;

import dev.graft.dataprep.rule.Excerpt;
import dev.graft.platform.json.Json;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The file of quarantined rows, as JSON Lines with the fields {@code text} and of pairs {@code textPair}, or {@code features}, and {@code label}: once
 * mended it can be announced as it is. So many rows are listed that a person can find the fault, not all.
 */
final class Quarantine implements Closeable {
    static final int MAX_LISTED = 100_000;

    /** Where rows are long, fewer are listed. */
    static final long MAX_BYTES = 256L << 20;

    /** A longer text breaks a rule whatever it says, and is only shown. */
    private static final int MAX_CHARS = 20_000;

    private final OutputStream out;
    private long listed;
    private long bytes;

    Quarantine(Path file) throws IOException {
        out = new BufferedOutputStream(Files.newOutputStream(file));
    }

    void add(QuarantinedRow row) {
        if (listed < MAX_LISTED && bytes < MAX_BYTES) {
            byte[] line = Json.bytes(new QuarantinedRow(
                    row.line(),
                    row.rule(),
                    row.reason(),
                    shown(row.text()),
                    shown(row.textPair()),
                    shown(row.label()),
                    shown(row.group()),
                    shown(row.image()),
                    shown(row.features())));
            try {
                out.write(line);
                out.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            listed++;
            bytes += line.length + 1;
        }
    }

    private static @Nullable Map<String, String> shown(@Nullable Map<String, String> values) {
        if (values == null) {
            return null;
        }
        Map<String, String> shown = new LinkedHashMap<>(values);
        shown.replaceAll((column, value) -> Excerpt.whole(value, MAX_CHARS));
        return shown;
    }

    private static @Nullable String shown(@Nullable String value) {
        return value == null ? null : Excerpt.whole(value, MAX_CHARS);
    }

    long listed() {
        return listed;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
