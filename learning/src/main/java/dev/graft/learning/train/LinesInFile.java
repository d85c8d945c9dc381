package dev.graft.learning.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Lines in a file, in the order of their numbers: a run is one read, straight into the memory of the array that it is
 * for. The Java heap holds none of it, and the system keeps in memory what was read lately.
 *
 * <p>The file has no name any more once it is open (on Windows, until it is closed), so even a killed process leaves
 * nothing behind.
 */
final class LinesInFile implements RowLines {

    private final FileChannel channel;
    private final Shape line;
    private final long lineBytes;

    /** @param folder for the file, made where it does not exist */
    LinesInFile(Path folder, LineExtent extent) throws IOException {
        Files.createDirectories(folder);
        Path file = Files.createTempFile(folder, "graft-activations-", ".tmp");
        this.channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        this.line = new Shape(extent.line().size());
        this.lineBytes = line.size() * Float.BYTES;
        channel.position(lineBytes);
    }

    @Override
    public void append(NDArray lines) throws IOException {
        NDArray onHost = lines.toDevice(Device.cpu(), false);
        ByteBuffer bytes = onHost.toByteBuffer(true);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public NDArray runs(NDManager step, long[] first, int[] counts, int longest) {
        Shape shape = new Shape(first.length, longest).addAll(line);
        NDArray onHost = step.create(shape, DataType.FLOAT32, Device.cpu());
        ByteBuffer bytes = onHost.toByteBuffer(true);
        int runBytes = Math.toIntExact(longest * lineBytes);
        for (int run = 0; run < first.length; run++) {
            int filled = Math.toIntExact(counts[run] * lineBytes);
            read(bytes.slice(run * runBytes, filled), first[run] * lineBytes);
            clear(bytes.slice(run * runBytes + filled, runBytes - filled));
        }
        NDArray lines = onHost.toDevice(step.getDevice(), false);
        lines.attach(step);
        return lines;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void read(ByteBuffer into, long position) {
        try {
            long from = position;
            while (into.hasRemaining()) {
                int read = channel.read(into, from);
                if (read < 0) {
                    throw new EOFException("the file of cached activations ends at " + from);
                }
                from += read;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cached activations cannot be read", e);
        }
    }

    private static void clear(ByteBuffer bytes) {
        while (bytes.remaining() >= Long.BYTES) {
            bytes.putLong(0);
        }
        while (bytes.hasRemaining()) {
            bytes.put((byte) 0);
        }
    }
}
