package dev.graft.registry.mlflow.http;

import dev.graft.platform.json.Hashes;
import dev.graft.platform.store.ObjectStore;
import dev.graft.platform.store.StoreException;
import dev.graft.registry.mlflow.ModelFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Sends a file and keeps its last bytes back until the checksum of all is right, so that a client that asked for a whole
 * file never gets one with wrong bytes: its download breaks off before the end.
 */
final class VerifiedCopy {
    private static final int BUFFER_BYTES = 1 << 16;

    private VerifiedCopy() {}

    static void copy(ObjectStore store, ModelFiles.Located located, OutputStream out) throws IOException {
        MessageDigest digest = Hashes.sha256();
        long left = located.file().bytes();
        try (InputStream in = store.open(located.uri())) {
            byte[] buffer = new byte[BUFFER_BYTES];
            byte[] last = new byte[0];
            while (left > 0) {
                int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    throw new IOException("the object " + located.uri() + " ends " + left + " bytes too early");
                }
                digest.update(buffer, 0, count);
                left -= count;
                out.write(last);
                last = Arrays.copyOf(buffer, count);
            }
            verify(located, digest, in);
            out.write(last);
        }
    }

    private static void verify(ModelFiles.Located located, MessageDigest digest, InputStream in) throws IOException {
        String actual = Hashes.hex(digest.digest());
        if (in.read() >= 0 || !actual.equals(located.file().sha256())) {
            throw new StoreException.ChecksumMismatch(
                    located.uri(), located.file().sha256(), actual);
        }
    }
}
