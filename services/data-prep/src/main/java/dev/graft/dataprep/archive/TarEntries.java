package dev.graft.dataprep.archive;

import dev.graft.dataprep.reading.BoundedGunzip;
import dev.graft.dataprep.reading.UnreadableSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a tar file as they follow each other (ustar, GNU and pax headers, names in UTF-8). An entry that is damaged
 * ends the reading, because nobody knows where the next one starts. So does a sparse one, whose few bytes stand for as many
 * as it likes.
 */
final class TarEntries implements Entries {
    private final TarArchiveInputStream tar;
    private final Allowance allowance;
    private boolean started;

    private TarEntries(InputStream bytes, Allowance allowance) {
        this.tar = new TarArchiveInputStream(allowance.over(bytes), StandardCharsets.UTF_8.name());
        this.allowance = allowance;
    }

    static TarEntries open(Path file) {
        return new TarEntries(bytes(file), new Allowance());
    }

    /** @throws UnreadableSource when the file is no gzip file */
    static TarEntries openPacked(Path file, ArchiveLimits limits) throws UnreadableSource, IOException {
        InputStream packed = bytes(file);
        try {
            return new TarEntries(BoundedGunzip.open(packed, limits.maxUnpackedBytes()), new Allowance());
        } catch (UnreadableSource e) {
            packed.close();
            throw e;
        }
    }

    private static InputStream bytes(Path file) {
        return new BufferedInputStream(Channels.newInputStream(LocalFile.open(file, new Allowance())), 1 << 16);
    }

    @Override
    public @Nullable Entry next() throws IOException {
        if (started) {
            tar.transferTo(OutputStream.nullOutputStream());
        }
        allowance.grant(ArchiveLimits.HEADER_BYTES);
        TarArchiveEntry entry = tar.getNextEntry();
        allowance.lift();
        started = true;
        return entry == null ? null : described(entry);
    }

    private static Entry described(TarArchiveEntry entry) throws IOException {
        if (!entry.isCheckSumOK()) {
            throw new IOException("a header's checksum is wrong");
        }
        if (entry.isSparse()) {
            throw new IOException("'" + entry.getName() + "' is stored as a sparse file; pack it as it is");
        }
        return new Entry(entry.getName(), kind(entry), Entry.UNKNOWN, Entry.UNKNOWN);
    }

    private static Kind kind(TarArchiveEntry entry) {
        if (entry.isDirectory()) {
            return Kind.FOLDER;
        }
        if (entry.isLink() || entry.isSymbolicLink()) {
            return Kind.LINK;
        }
        boolean special = entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO();
        return special ? Kind.SPECIAL : Kind.FILE;
    }

    @Override
    public byte[] content(int most) throws IOException {
        return tar.readNBytes(most);
    }

    @Override
    public boolean surviveDamage() {
        return false;
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
