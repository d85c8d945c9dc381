package dev.graft.dataprep.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a zip file, in the order of its central directory, which the library holds in memory. What no entry of
 * that list points to is not read. Names are UTF-8, as all tools of today write them.
 */
final class ZipEntries implements Entries {
    private final ZipFile file;
    private final Enumeration<ZipArchiveEntry> entries;
    private @Nullable ZipArchiveEntry current;

    private ZipEntries(ZipFile file) {
        this.file = file;
        this.entries = file.getEntries();
    }

    static ZipEntries open(Path path, ArchiveLimits limits) throws IOException {
        Allowance allowance = new Allowance();
        LocalFile channel = LocalFile.open(path, allowance);
        try {
            allowance.grant(limits.directoryBytes());
            ZipFile file = ZipFile.builder()
                    .setSeekableByteChannel(channel)
                    .setCharset(StandardCharsets.UTF_8)
                    .setIgnoreLocalFileHeader(true)
                    .get();
            allowance.lift();
            return new ZipEntries(file);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public @Nullable Entry next() {
        if (!entries.hasMoreElements()) {
            return null;
        }
        ZipArchiveEntry entry = entries.nextElement();
        current = entry;
        return new Entry(entry.getName(), kind(entry), entry.getCompressedSize(), entry.getCrc());
    }

    private Kind kind(ZipArchiveEntry entry) {
        if (entry.isDirectory()) {
            return Kind.FOLDER;
        }
        if (entry.isUnixSymlink()) {
            return Kind.LINK;
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            return Kind.ENCRYPTED;
        }
        return file.canReadEntryData(entry) ? Kind.FILE : Kind.UNKNOWN_PACKING;
    }

    @Override
    public byte[] content(int most) throws IOException {
        try (InputStream content = current == null ? null : file.getInputStream(current)) {
            if (content == null) {
                throw new IOException("there is no data where the entry should be");
            }
            return content.readNBytes(most);
        }
    }

    @Override
    public boolean surviveDamage() {
        return true;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
