package dev.graft.dataprep.batch;

import dev.graft.platform.json.Json;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file of quarantined rows, as JSON Lines. So many are listed that a person can find the fault, not all. */
final class Quarantine implements Closeable {
    static final int MAX_LISTED = 100_000;

    private final OutputStream out;
    private long listed;

    Quarantine(Path file) throws IOException {
        out = new BufferedOutputStream(Files.newOutputStream(file));
    }

    void add(QuarantinedRow row) {
        if (listed < MAX_LISTED) {
            try {
                out.write(Json.bytes(row));
                out.write('\n');
                listed++;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    long listed() {
        return listed;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
