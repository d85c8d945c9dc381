package dev.graft.dataprep.archive;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The entries of an archive in their order. Not thread-safe. */
interface Entries extends Closeable {
    /** The next entry; null after the last. */
    @Nullable
    Entry next() throws IOException;

    /** The first bytes, at most so many, of the unpacked entry that {@link #next} gave last. */
    byte[] content(int most) throws IOException;

    /** Whether what is wrong with one entry leaves the others readable. */
    boolean surviveDamage();

    /**
     * What the archive says of an entry before its bytes are read.
     *
     * @param name as it is written there
     * @param packedBytes of its content; {@link #UNKNOWN} where it is not packed by itself
     * @param crc CRC-32 of its content, or {@link #UNKNOWN}
     */
    record Entry(String name, Kind kind, long packedBytes, long crc) {
        static final long UNKNOWN = -1;
    }

    /** What an entry is. */
    enum Kind {
        FILE,
        FOLDER,
        /** A symbolic or a hard link. */
        LINK,
        /** A device or a pipe. */
        SPECIAL,
        ENCRYPTED,
        /** Packed by a method that is not read. */
        UNKNOWN_PACKING
    }
}
