package dev.graft.learning.tensorboard;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A new file in TensorFlow's record format: for each record its length (int64), a checksum of the length, the bytes and
 * a checksum of them, all little-endian. A checksum is CRC-32C, rotated by 15 bits and moved by a constant ("masked"), as
 * TensorFlow's {@code record_writer} documents it.
 *
 * <p>A record is handed to the operating system in one call, so that it outlives the process however that ends.
 */
final class RecordFile implements Closeable {

    private static final int FRAME_BYTES = Long.BYTES + 2 * Integer.BYTES;
    private static final int MASK = 0xa282ead8;

    private final FileChannel channel;

    /** Creates the file; fails with {@link java.nio.file.FileAlreadyExistsException} where it exists. */
    RecordFile(Path file) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    void append(byte[] record) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(record.length + FRAME_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        frame.putLong(record.length);
        frame.putInt(masked(frame.array(), Long.BYTES));
        frame.put(record).putInt(masked(record, record.length)).flip();
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static int masked(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return Integer.rotateRight((int) checksum.getValue(), 15) + MASK;
    }
}
