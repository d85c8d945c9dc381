package dev.graft.learning.train;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The output of a backbone's frozen stages over a run: computed once and kept where there is room, else computed anew in
 * each pass. Both ways give the same features but for rounding, so a resumed run has to go on in the way it began.
 */
final class FrozenOutput<B> implements AutoCloseable {

    /** Where the output lies. */
    private enum Place {
        MEMORY,
        FILE,
        NOWHERE
    }

    private final NDManager manager;
    private final BackboneRows<B> source;
    private final ActivationCache bounds;
    private final Consumer<String> notices;
    private final @Nullable LineExtent extent;
    private Place place;
    private @Nullable RowLines table;
    private @Nullable FrozenRows<B> rows;

    /** @param notices hears, in a sentence, what makes the run slower or its bits different */
    FrozenOutput(NDManager manager, BackboneRows<B> source, ActivationCache bounds, Consumer<String> notices) {
        this.manager = manager;
        this.source = source;
        this.bounds = bounds;
        this.notices = notices;
        boolean some =
                source.frozen() > 0 && source.frozen() < source.backbone().stages();
        this.extent = some && source.inputs().fixed() ? LineExtent.of(manager, source) : null;
        this.place = extent == null ? Place.NOWHERE : place(extent.bytes());
    }

    /** Whether it is computed once. */
    boolean cached() {
        return place != Place.NOWHERE;
    }

    /** Whether it could be cached at all: some stages are frozen, others not, and rows are the same in each pass. */
    boolean cacheable() {
        return extent != null;
    }

    /** Goes on as the attempt before, which did or did not cache, wherever there is room for that now. */
    void goOnAs(boolean cached) {
        if (!cached) {
            place = Place.NOWHERE;
        } else if (place == Place.NOWHERE) {
            notices.accept(
                    "The checkpoint is of a run that cached the output of its frozen stages, for which there is no"
                            + " room here: the model may differ in its last bits. Remedy: the cache's former bounds and the same"
                            + " free disk.");
        }
    }

    /**
     * The features behind the output, computed now where they are kept.
     *
     * @param done hears the size of each batch
     */
    RowFeatures features(List<int[]> batches, Consumer<Integer> done) {
        if (rows == null && extent != null && cached()) {
            rows = fill(extent, batches, done);
        }
        return rows == null ? source : rows;
    }

    @Override
    public void close() throws IOException {
        RowLines lines = table;
        table = null;
        if (lines != null) {
            lines.close();
        }
    }

    private @Nullable FrozenRows<B> fill(LineExtent size, List<int[]> batches, Consumer<Integer> done) {
        try {
            RowLines lines =
                    place == Place.MEMORY ? new LinesInMemory(manager, size) : new LinesInFile(bounds.folder(), size);
            table = lines;
            return FrozenRows.of(manager, source, lines, size.line(), batches, done);
        } catch (IOException e) {
            place = Place.NOWHERE;
            slower(e.toString());
            closeQuietly(e);
            return null;
        }
    }

    private void closeQuietly(IOException reason) {
        try {
            close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private Place place(long bytes) {
        if (bytes <= bounds.memoryBytes()) {
            return Place.MEMORY;
        }
        return bytes <= bounds.fileBytes() && fitsOnDisk(bytes) ? Place.FILE : Place.NOWHERE;
    }

    private boolean fitsOnDisk(long bytes) {
        try {
            Files.createDirectories(bounds.folder());
            long free = Files.getFileStore(bounds.folder()).getUsableSpace();
            if (bytes < free) {
                return true;
            }
            slower(bytes + " bytes are needed, " + free + " are free");
        } catch (IOException e) {
            slower(e.toString());
        }
        return false;
    }

    private void slower(String why) {
        notices.accept("The output of the frozen stages cannot be kept in " + bounds.folder() + " (" + why
                + "): it is computed anew in each epoch, which is slower.");
    }
}
