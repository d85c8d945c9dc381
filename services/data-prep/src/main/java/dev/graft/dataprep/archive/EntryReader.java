package dev.graft.dataprep.archive;

import dev.graft.dataprep.archive.Entries.Entry;
import dev.graft.dataprep.reading.BoundedGunzip;
import dev.graft.dataprep.reading.UnreadableSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Reads an archive from end to end within its limits, and says whose fault it is when that fails. Not thread-safe. */
final class EntryReader implements Closeable {
    private final Entries entries;
    private final ArchiveLimits limits;
    private @Nullable Entry current;
    private long place;
    private long unpacked;

    private EntryReader(Entries entries, ArchiveLimits limits) {
        this.entries = entries;
        this.limits = limits;
    }

    /** @throws UnreadableSource when the file has no beginning that the format knows */
    static EntryReader open(Path file, ArchiveFormat format, ArchiveLimits limits) throws UnreadableSource {
        try {
            return new EntryReader(format.open(file, limits), limits);
        } catch (IOException | RuntimeException e) {
            throw unreadable(e, "the file is no " + format + " archive that can be read");
        }
    }

    /** The next entry; null after the last. */
    @Nullable
    Entry next() throws UnreadableSource {
        try {
            current = entries.next();
        } catch (IOException | RuntimeException e) {
            throw unreadable(e, "the archive is damaged or cut short after entry " + place);
        }
        if (current != null && ++place > limits.maxEntries()) {
            throw UnreadableSource.tooLarge("the archive has more than " + limits.maxEntries()
                    + " entries, folders counted; announce several smaller ones");
        }
        return current;
    }

    /** Of the entry that {@link #next} gave last, from 1. */
    long place() {
        return place;
    }

    /** What all entries that were read have unpacked to so far. */
    long unpackedBytes() {
        return unpacked;
    }

    /**
     * The content of the entry that {@link #next} gave last.
     *
     * @return all of it, or one byte more than {@code maxBytes} of it where it has more
     * @throws Damaged where the next entry can be read all the same
     */
    byte[] content(int maxBytes) throws UnreadableSource, Damaged {
        try {
            byte[] bytes = entries.content(maxBytes + 1);
            count(bytes.length);
            if (bytes.length <= maxBytes && !isWhole(bytes)) {
                throw new Damaged("its bytes are not those that its checksum was made of", null);
            }
            return bytes;
        } catch (IOException | RuntimeException e) {
            if (entries.surviveDamage() && !(e instanceof UncheckedIOException)) {
                throw new Damaged(String.valueOf(e.getMessage()), e);
            }
            throw unreadable(e, "the archive is damaged or cut short in entry " + place);
        }
    }

    private void count(int bytes) throws UnreadableSource {
        unpacked += bytes;
        if (unpacked > limits.maxUnpackedBytes()) {
            throw UnreadableSource.tooLarge("the archive unpacks to more than " + limits.maxUnpackedBytes()
                    + " bytes, which is all that is read of one batch; announce several smaller ones");
        }
    }

    private boolean isWhole(byte[] bytes) {
        if (current == null || current.crc() == Entry.UNKNOWN) {
            return true;
        }
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue() == current.crc();
    }

    /** The libraries meet broken files with exceptions of many kinds, around the one that says why. */
    private static UnreadableSource unreadable(Exception e, String what) {
        Throwable cause = e;
        while (!isOurs(cause) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof UncheckedIOException disk) {
            throw disk;
        }
        String message = what + ": " + cause.getMessage();
        return isOurs(cause) ? UnreadableSource.tooLarge(message) : UnreadableSource.malformed(message, e);
    }

    /** A bound that was passed, or a disk that fails. */
    private static boolean isOurs(Throwable cause) {
        return cause instanceof Allowance.Spent
                || cause instanceof BoundedGunzip.ExpandsTooFar
                || cause instanceof UncheckedIOException;
    }

    @Override
    public void close() throws IOException {
        entries.close();
    }

    /** One entry cannot be unpacked. */
    static final class Damaged extends Exception {
        private static final long serialVersionUID = 1L;

        Damaged(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
