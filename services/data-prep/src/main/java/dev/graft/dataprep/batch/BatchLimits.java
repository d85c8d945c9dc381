package dev.graft.dataprep.batch;

import dev.graft.contracts.task.Preparation;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.archive.ArchiveLimits;
import dev.graft.dataprep.image.ImageBounds;
import dev.graft.dataprep.image.ImageBounds.Channels;
import dev.graft.dataprep.reading.ReadingLimits;
import java.util.Objects;

/**
 * How much of a batch is read, and how bad it may be.
 *
 * @param maxBytes size of a source as stored
 * @param maxUnpackedBytes size of a packed source once unpacked
 * @param maxRowBytes size of one row of a source
 * @param maxRows rows of a batch
 * @param maxTextChars length of one text
 * @param maxBadShare a batch with a larger share of quarantined rows is refused, 0 to 1
 * @param badShareFromRows the share counts from so many rows on
 * @param partBytes a file of at least twice as many is cut into parts of about as many, where its format allows it
 * @param nearRows of so many rows of a batch, the first ones, texts near to them are found
 */
public record BatchLimits(
        long maxBytes,
        long maxUnpackedBytes,
        int maxRowBytes,
        long maxRows,
        int maxTextChars,
        double maxBadShare,
        int badShareFromRows,
        long partBytes,
        int nearRows) {

    /** More than the shard of any batch has: ids and hashes are added to what rows hold. */
    public long maxShardBytes() {
        return 2 * Math.max(maxBytes, maxUnpackedBytes);
    }

    ReadingLimits reading() {
        return new ReadingLimits(maxUnpackedBytes, maxRowBytes);
    }

    /** An archive may hold as much as any packed source. */
    ArchiveLimits archives() {
        ArchiveLimits usual = ArchiveLimits.DEFAULT;
        return new ArchiveLimits(
                usual.maxEntries(),
                usual.maxEntryBytes(),
                maxUnpackedBytes,
                usual.maxNameChars(),
                usual.maxManifestBytes());
    }

    /** What pictures of a task must be like. */
    ImageBounds images(Task task) {
        ImageBounds usual = ImageBounds.DEFAULT;
        Preparation asked = task.preparation();
        return new ImageBounds(
                usual.decoding(),
                Objects.requireNonNullElse(asked.minimumSide(), usual.minSide()),
                Objects.requireNonNullElse(asked.maximumSide(), usual.maxSide()),
                asked.channels() == null ? Channels.EITHER : channels(asked.channels()));
    }

    private static Channels channels(String asked) {
        return asked.equals(Preparation.GREY) ? Channels.GREY : Channels.COLOUR;
    }

    /** The longest text of a task; a task may ask for less than is read, not for more. */
    int maxTextChars(Task task) {
        Integer asked = task.preparation().maximumChars();
        return asked == null ? maxTextChars : Math.min(asked, maxTextChars);
    }
}
