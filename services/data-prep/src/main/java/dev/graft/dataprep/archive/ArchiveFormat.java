package dev.graft.dataprep.archive;

import dev.graft.dataprep.reading.UnreadableSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A way in which images are packed into one file. */
public enum ArchiveFormat {
    /** Entries are those of the list at the file's end, in its order; each is read where the list says it lies. */
    ZIP("zip") {
        @Override
        Entries open(Path file, ArchiveLimits limits) throws IOException {
            return ZipEntries.open(file, limits);
        }
    },

    /** Entries one behind the other. */
    TAR("tar") {
        @Override
        Entries open(Path file, ArchiveLimits limits) throws IOException {
            return TarEntries.open(file);
        }
    },

    /** The same within gzip. */
    TAR_GZ("tar") {
        @Override
        Entries open(Path file, ArchiveLimits limits) throws IOException, UnreadableSource {
            return TarEntries.openPacked(file, limits);
        }
    };

    private final String sourceFormat;

    ArchiveFormat(String sourceFormat) {
        this.sourceFormat = sourceFormat;
    }

    /** Its name in {@code batch.labelled}. */
    String sourceFormat() {
        return sourceFormat;
    }

    /** The entries from the first on. */
    abstract Entries open(Path file, ArchiveLimits limits) throws IOException, UnreadableSource;

    /**
     * The format that a batch's source names.
     *
     * @param name {@code zip} or {@code tar}
     * @param gzip whether the file as a whole is packed once more
     * @return empty where it is no archive, or a zip file said to be packed again
     */
    public static Optional<ArchiveFormat> named(String name, boolean gzip) {
        return switch (name) {
            case "zip" -> gzip ? Optional.empty() : Optional.of(ZIP);
            case "tar" -> Optional.of(gzip ? TAR_GZ : TAR);
            default -> Optional.empty();
        };
    }
}
