package dev.graft.dataprep.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bytes of a file on this machine, for reading. That the disk fails comes up as {@link UncheckedIOException}, so that
 * every other {@link IOException} of who reads an archive is the archive's own fault. Not thread-safe.
 */
final class LocalFile implements SeekableByteChannel {
    private final SeekableByteChannel channel;
    private final Allowance allowance;

    private LocalFile(SeekableByteChannel channel, Allowance allowance) {
        this.channel = channel;
        this.allowance = allowance;
    }

    /** @param allowance of what is read here */
    static LocalFile open(Path file, Allowance allowance) {
        try {
            return new LocalFile(Files.newByteChannel(file), allowance);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int count = fromDisk(() -> channel.read(target));
        allowance.spend(count);
        return count;
    }

    @Override
    public int write(ByteBuffer source) {
        throw new UnsupportedOperationException("an archive is only read");
    }

    @Override
    public long position() {
        return fromDisk(channel::position);
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
        if (position < 0) {
            throw new IOException("a place before the beginning of the file is named");
        }
        fromDisk(() -> channel.position(position));
        return this;
    }

    @Override
    public long size() {
        return fromDisk(channel::size);
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new UnsupportedOperationException("an archive is only read");
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private interface Step<T> {
        T take() throws IOException;
    }

    private static <T> T fromDisk(Step<T> step) {
        try {
            return step.take();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
