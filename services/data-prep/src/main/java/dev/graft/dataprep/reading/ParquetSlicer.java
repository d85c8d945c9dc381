package dev.graft.dataprep.reading;

import dev.graft.platform.json.Hashes;
import dev.graft.platform.store.ObjectStore.ByteRange;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;

/**
 * Cuts a Parquet file between row groups. A slice's file has the bytes of its groups where the whole file has them, nothing
 * where that has others (a hole, which takes no room on disk), and the file's magic number and footer.
 */
final class ParquetSlicer {
    private static final int BUFFER_BYTES = 1 << 16;

    private final RandomAccessFile bytes;

    private ParquetSlicer(RandomAccessFile bytes) {
        this.bytes = bytes;
    }

    /**
     * The slices of a file; none where its row groups do not lie one behind the other.
     *
     * @param groups all row groups of the file
     * @param sliceBytes a slice ends with the first row group that takes it to as many
     */
    static List<Slice> slices(Path file, List<BlockMetaData> groups, long sliceBytes) throws UnreadableSource {
        long footer = ParquetFooter.check(file);
        if (!isInOrder(groups, footer)) {
            return List.of();
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            return new ParquetSlicer(bytes).slices(groups, sliceBytes, footer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Slice> slices(List<BlockMetaData> groups, long sliceBytes, long footer) throws IOException {
        ByteRange magic = piece(0, ParquetFooter.MAGIC_BYTES);
        ByteRange end = piece(footer, bytes.length() - footer);
        List<Slice> slices = new ArrayList<>();
        long rowsBefore = 0;
        long rows = 0;
        long from = magic.bytes();
        for (int i = 0; i < groups.size(); i++) {
            long to = i + 1 < groups.size() ? start(groups.get(i + 1)) : footer;
            rows += groups.get(i).getRowCount();
            if (to - from >= sliceBytes || i + 1 == groups.size()) {
                slices.add(new Slice(from, to, rowsBefore, List.of(magic, piece(from, to - from), end)));
                rowsBefore = rows;
                from = to;
            }
        }
        return slices;
    }

    /** Whether each row group lies behind the one before it, and all of them in front of the footer. */
    private static boolean isInOrder(List<BlockMetaData> groups, long footer) {
        long end = ParquetFooter.MAGIC_BYTES;
        for (BlockMetaData group : groups) {
            if (start(group) < end) {
                return false;
            }
            end = end(group);
        }
        return end <= footer;
    }

    private static long start(BlockMetaData group) {
        return group.getColumns().stream()
                .mapToLong(ColumnChunkMetaData::getStartingPos)
                .min()
                .orElse(0);
    }

    private static long end(BlockMetaData group) {
        return group.getColumns().stream()
                .mapToLong(chunk -> chunk.getStartingPos() + chunk.getTotalSize())
                .max()
                .orElse(0);
    }

    private ByteRange piece(long from, long count) throws IOException {
        MessageDigest digest = Hashes.sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        bytes.seek(from);
        long left = count;
        while (left > 0) {
            int read = bytes.read(buffer, 0, (int) Math.min(left, buffer.length));
            digest.update(buffer, 0, read);
            left -= read;
        }
        return new ByteRange(from, count, from, Hashes.hex(digest.digest()));
    }
}
