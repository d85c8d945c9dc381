package dev.graft.dataprep.archive;

import dev.graft.dataprep.archive.Entries.Entry;
import dev.graft.dataprep.archive.Entries.Kind;
import dev.graft.dataprep.reading.UnreadableSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Finds an archive's manifest wherever it lies: in a zip file by the list of entries, in a tar file by reading it up to
 * there, or to its end where there is none. The first one counts.
 */
final class ManifestSearch {
    private ManifestSearch() {}

    /**
     * @param folder receives a copy
     * @return null: the archive has none
     */
    static @Nullable Manifest in(Path file, ArchiveFormat format, ArchiveLimits limits, Path folder)
            throws UnreadableSource {
        try (EntryReader reader = EntryReader.open(file, format, limits)) {
            for (Entry entry = reader.next(); entry != null; entry = reader.next()) {
                EntryName name = EntryName.of(entry.name());
                if (isManifest(entry, name)) {
                    return Manifest.read(name.path(), copy(reader, name, limits, folder), limits);
                }
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isManifest(Entry entry, EntryName name) {
        return entry.kind() == Kind.FILE && name.isAtRoot() && Manifest.FORMATS.containsKey(name.path());
    }

    private static Path copy(EntryReader reader, EntryName name, ArchiveLimits limits, Path folder)
            throws UnreadableSource, IOException {
        try {
            byte[] content = reader.content(limits.maxManifestBytes());
            if (content.length > limits.maxManifestBytes()) {
                throw UnreadableSource.tooLarge(name.path() + " in the archive has more than "
                        + limits.maxManifestBytes() + " bytes; announce several smaller archives");
            }
            return Files.write(folder.resolve("manifest"), content);
        } catch (EntryReader.Damaged e) {
            throw UnreadableSource.malformed(
                    name.path() + " in the archive is damaged, and without it no label is known: " + e.getMessage(), e);
        }
    }
}
