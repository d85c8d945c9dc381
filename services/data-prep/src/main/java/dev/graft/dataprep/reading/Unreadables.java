package dev.graft.dataprep.reading;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.ZipException;

/** Sorts what goes wrong while bytes are read: the file's fault becomes {@link UnreadableSource}, the disk's does not. */
final class Unreadables {
    private Unreadables() {}

    /**
     * The file's fault.
     *
     * @param where as in {@code " after line 17"}, or empty
     * @throws UncheckedIOException when the file is not to blame
     */
    static UnreadableSource of(IOException e, String where) {
        if (e instanceof BoundedGunzip.ExpandsTooFar) {
            return UnreadableSource.tooLarge(String.valueOf(e.getMessage()));
        }
        if (e instanceof StrictReader.NotInCharset) {
            return UnreadableSource.malformed(String.valueOf(e.getMessage()), e);
        }
        if (e instanceof ZipException || e instanceof EOFException) {
            return UnreadableSource.malformed(
                    "the gzip file is damaged or cut short" + where + ": " + e.getMessage(), e);
        }
        throw new UncheckedIOException(e);
    }

    /** Closes what cannot be read on; a failure to do so is told with the reason. */
    static void closeAfter(UnreadableSource reason, Closeable source) {
        try {
            source.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }
}
