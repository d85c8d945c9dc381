package dev.graft.dataprep.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A table in a file, 20 bytes a slot, read and written in place: the memory that it takes does not grow with its entries.
 * A full table is copied into one of four times its slots. A disk that fails is an {@link UncheckedIOException}.
 */
final class FileTable implements RowTable, Closeable {
    private static final int SLOT_BYTES = 2 * Long.BYTES + Integer.BYTES;
    private static final int GROWTH = 4;

    /** A probe reads so many slots at once: with half of them free it rarely needs more. */
    private static final int PROBE_SLOTS = 8;

    private static final int COPY_SLOTS = 1 << 12;

    private final Path folder;
    private final ByteBuffer probe = ByteBuffer.allocateDirect(PROBE_SLOTS * SLOT_BYTES);
    private final ByteBuffer entry = ByteBuffer.allocateDirect(SLOT_BYTES);
    private FileChannel file;
    private long slots;
    private int size;

    /**
     * @param folder receives the file
     * @param firstSlots a power of two
     */
    FileTable(Path folder, long firstSlots) {
        this.folder = folder;
        this.slots = firstSlots;
        this.file = create(folder, firstSlots);
    }

    /** The file has no name any more once it is open, so it is gone with the process whatever happens. */
    private static FileChannel create(Path folder, long slots) {
        try {
            Path path = Files.createTempFile(folder, "rows-", ".table");
            FileChannel channel = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            channel.write(ByteBuffer.allocate(1), slots * SLOT_BYTES - 1);
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int find(long high, long low) {
        slot(high, low);
        return entry.getInt(2 * Long.BYTES);
    }

    @Override
    public boolean add(long high, long low, int number) {
        if (2L * (size + 1) > slots) {
            grow();
        }
        long slot = slot(high, low);
        if (entry.getInt(2 * Long.BYTES) != FREE) {
            return false;
        }
        write(slot, high, low, number);
        size++;
        return true;
    }

    /** The slot of an id, or the free one where it belongs; its content is left in {@link #entry}. */
    private long slot(long high, long low) {
        long slot = low & (slots - 1);
        while (true) {
            int count = (int) Math.min(PROBE_SLOTS, slots - slot);
            read(probe.clear().limit(count * SLOT_BYTES), slot);
            for (int i = 0; i < count; i++) {
                int at = i * SLOT_BYTES;
                boolean free = probe.getInt(at + 2 * Long.BYTES) == FREE;
                if (free || probe.getLong(at) == high && probe.getLong(at + Long.BYTES) == low) {
                    entry.clear().put(0, probe, at, SLOT_BYTES);
                    return slot + i;
                }
            }
            slot = (slot + count) & (slots - 1);
        }
    }

    private void read(ByteBuffer target, long slot) {
        try {
            long at = slot * SLOT_BYTES;
            while (target.hasRemaining()) {
                int count = file.read(target, at + target.position());
                if (count < 0) {
                    throw new IOException("the table of known rows ends at slot " + slot + " of " + slots);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(long slot, long high, long low, int number) {
        entry.clear().putLong(high).putLong(low).putInt(number).flip();
        try {
            long at = slot * SLOT_BYTES;
            while (entry.hasRemaining()) {
                file.write(entry, at + entry.position());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void grow() {
        try (FileTable larger = new FileTable(folder, GROWTH * slots)) {
            forEach(larger::add);
            FileChannel old = file;
            file = larger.file;
            slots = larger.slots;
            larger.file = old;
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void forEach(Receiver receiver) {
        ByteBuffer block = ByteBuffer.allocateDirect(COPY_SLOTS * SLOT_BYTES);
        for (long slot = 0; slot < slots; slot += COPY_SLOTS) {
            int count = (int) Math.min(COPY_SLOTS, slots - slot);
            read(block.clear().limit(count * SLOT_BYTES), slot);
            for (int at = 0; at < count * SLOT_BYTES; at += SLOT_BYTES) {
                int number = block.getInt(at + 2 * Long.BYTES);
                if (number != FREE) {
                    receiver.take(block.getLong(at), block.getLong(at + Long.BYTES), number);
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
