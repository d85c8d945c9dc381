package dev.graft.dataprep.batch;

import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.DatasetRejected.Reason;
import dev.graft.dataprep.archive.ArchiveFormat;
import dev.graft.dataprep.archive.ArchiveImages;
import dev.graft.dataprep.image.ImageSource;
import dev.graft.dataprep.image.ImagesByUri;
import dev.graft.dataprep.reading.InlineRows;
import dev.graft.dataprep.reading.RowFile;
import dev.graft.dataprep.reading.RowFormat;
import dev.graft.dataprep.reading.RowSource;
import dev.graft.dataprep.reading.Sliced;
import dev.graft.dataprep.reading.Slices;
import dev.graft.dataprep.reading.UnreadableSource;
import dev.graft.dataprep.reading.Wanted;
import dev.graft.platform.store.ObjectStore;
import dev.graft.platform.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings a batch's rows within reach: fetched, checked against its checksum, and opened as often as needed. */
final class BatchReader {
    private final ObjectStore store;
    private final BatchLimits limits;

    BatchReader(ObjectStore store, BatchLimits limits) {
        this.store = store;
        this.limits = limits;
    }

    /** A batch whose rows can be read from the beginning, again and again. */
    @FunctionalInterface
    interface Opened {
        /**
         * @param wanted of the rows
         * @throws BatchRefused when the rows have no beginning, or not what is wanted
         */
        RowSource open(Wanted wanted) throws BatchRefused;

        /**
         * The file of the rows, cut; empty when they lie in none that is large enough for two slices and can be cut.
         *
         * @throws BatchRefused as {@link #open}
         */
        default Optional<Sliced> sliced(Wanted wanted, long sliceBytes) throws BatchRefused {
            return Optional.empty();
        }
    }

    /**
     * @param folder where a source is kept as long as it is read
     * @throws BatchRefused when the source cannot be had as it was announced
     */
    Opened fetch(BatchLabelled batch, Path folder) throws BatchRefused {
        BatchLabelled.@Nullable Source source = batch.source();
        if (source == null) {
            return wanted -> new InlineRows(Objects.requireNonNull(batch.rows()));
        }
        RowFormat format = RowFormat.named(source.format())
                .orElseThrow(() -> new BatchRefused(
                        Reason.UNREADABLE,
                        "the format '" + source.format() + "' is not read; use one of " + RowFormat.BY_NAME.keySet()));
        Path file = folder.resolve("source");
        download(source, file);
        return new FileOfRows(source, format, file);
    }

    /** A batch whose pictures can be read from the beginning, again and again. */
    @FunctionalInterface
    interface OpenedImages {
        /** @throws BatchRefused when they have no beginning */
        ImageSource open() throws BatchRefused;
    }

    /**
     * The pictures of a batch, in an archive or named by rows.
     *
     * @param folder where a source is kept as long as it is read
     * @throws BatchRefused when the source cannot be had as it was announced
     */
    OpenedImages fetchImages(BatchLabelled batch, Path folder) throws BatchRefused {
        BatchLabelled.@Nullable Source source = batch.source();
        if (source == null) {
            throw new BatchRefused(
                    Reason.UNREADABLE,
                    "the task learns from images, which no event carries; announce an archive of them (zip, tar), or a"
                            + " file of rows with the columns " + ImagesByUri.COLUMNS.columns());
        }
        Optional<ArchiveFormat> archive = ArchiveFormat.named(source.format(), RowFile.isPacked(source));
        if (archive.isEmpty()) {
            Opened rows = fetch(batch, folder);
            return () -> new ImagesByUri(
                    rows.open(ImagesByUri.COLUMNS), store, limits.archives().maxEntryBytes(), folder);
        }
        Path file = folder.resolve("source");
        download(source, file);
        return () -> open(archive.get(), file, folder);
    }

    private ImageSource open(ArchiveFormat format, Path file, Path folder) throws BatchRefused {
        try {
            return ArchiveImages.open(file, format, limits.archives(), folder);
        } catch (UnreadableSource e) {
            throw refused(e);
        }
    }

    private void download(BatchLabelled.Source source, Path file) throws BatchRefused {
        try {
            ObjectStore.ObjectStat stat =
                    store.stat(source.uri()).orElseThrow(() -> new StoreException.Missing(source.uri()));
            if (stat.bytes() > limits.maxBytes()) {
                throw new StoreException.TooLarge(source.uri(), stat.bytes(), limits.maxBytes());
            }
            store.download(source.uri(), source.sha256(), limits.maxBytes(), file);
        } catch (StoreException | IllegalArgumentException e) {
            throw refused(source.uri(), e);
        }
    }

    /**
     * Why a source cannot be had.
     *
     * @param fault of the store, or of the URI
     * @throws StoreException.Unavailable when the store is away, which says nothing about the source
     */
    static BatchRefused refused(String uri, RuntimeException fault) {
        if (fault instanceof StoreException.Unavailable away) {
            throw away;
        }
        if (fault instanceof StoreException.Missing) {
            return new BatchRefused(
                    Reason.OBJECT_MISSING, fault.getMessage() + "; upload it first, then announce the batch again");
        }
        if (fault instanceof StoreException.ChecksumMismatch) {
            return new BatchRefused(
                    Reason.CHECKSUM_MISMATCH,
                    fault.getMessage() + "; announce the checksum of the file as it lies in the store");
        }
        return fault instanceof StoreException.TooLarge
                ? new BatchRefused(Reason.TOO_LARGE, fault.getMessage() + "; announce several smaller batches")
                : new BatchRefused(
                        Reason.OBJECT_MISSING,
                        "the object store does not give " + uri + " to data-prep: " + fault.getMessage()
                                + "; check the URI and the permissions on its bucket");
    }

    private final class FileOfRows implements Opened {
        private final BatchLabelled.Source source;
        private final RowFormat format;
        private final Path file;

        FileOfRows(BatchLabelled.Source source, RowFormat format, Path file) {
            this.source = source;
            this.format = format;
            this.file = file;
        }

        @Override
        public RowSource open(Wanted wanted) throws BatchRefused {
            try {
                return format.open(RowFile.of(file, source), wanted, limits.reading());
            } catch (UnreadableSource e) {
                throw refused(e);
            }
        }

        @Override
        public Optional<Sliced> sliced(Wanted wanted, long sliceBytes) throws BatchRefused {
            try {
                return Files.size(file) < 2 * sliceBytes
                        ? Optional.empty()
                        : Slices.of(source.format(), RowFile.of(file, source), wanted, limits.reading(), sliceBytes);
            } catch (UnreadableSource e) {
                throw refused(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static BatchRefused refused(UnreadableSource unreadable) {
        return new BatchRefused(
                unreadable.isTooLarge() ? Reason.TOO_LARGE : Reason.UNREADABLE,
                String.valueOf(unreadable.getMessage()));
    }
}
