package dev.graft.dataprep.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;

/**
 * The slots of a {@link FileTable}, 20 bytes each, read and written in place. A disk that fails is an {@link
 * UncheckedIOException}. Not thread-safe.
 */
final class SlotFile implements Closeable {
    private static final int SLOT_BYTES = 2 * Long.BYTES + Integer.BYTES;

    /** A probe reads so many slots at once: with half of them free it rarely needs more. */
    private static final int PROBE_SLOTS = 8;

    /** So many slots are read or written at once where many follow each other. */
    private static final int BLOCK_SLOTS = 1 << 12;

    /** Entries further apart are written one by one: what lies between would cost more than a call of the system. */
    private static final int NEAR_SLOTS = 1 << 8;

    private final FileChannel file;
    private final long slots;
    private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_SLOTS * SLOT_BYTES);

    /**
     * @param folder receives the file
     * @param slots a power of two
     */
    SlotFile(Path folder, long slots) {
        this.slots = slots;
        this.file = create(folder, slots);
    }

    /** An id and its number. */
    record Entry(long high, long low, int number) {}

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

    long slots() {
        return slots;
    }

    /** The number of an id, or {@link RowTable#FREE}. */
    int find(long high, long low) {
        for (long slot = home(low); ; ) {
            int count = (int) Math.min(PROBE_SLOTS, slots - slot);
            read(slot, count);
            for (int i = 0; i < count; i++) {
                if (number(i) == RowTable.FREE || high(i) == high && low(i) == low) {
                    return number(i);
                }
            }
            slot = (slot + count) & (slots - 1);
        }
    }

    /** Adds entries none of which is there; neighbours are written together. */
    void addAll(List<Entry> entries) {
        List<Entry> sorted = entries.stream()
                .sorted(Comparator.comparingLong(entry -> home(entry.low())))
                .toList();
        for (int from = 0; from < sorted.size(); ) {
            int to = from + 1;
            while (to < sorted.size() && areNear(sorted.get(from), sorted.get(to - 1), sorted.get(to))) {
                to++;
            }
            from += addNeighbours(sorted.subList(from, to));
        }
    }

    private boolean areNear(Entry first, Entry last, Entry next) {
        long slot = home(next.low());
        return slot - home(last.low()) < NEAR_SLOTS && slot - home(first.low()) < BLOCK_SLOTS - PROBE_SLOTS;
    }

    /** Adds the first of these entries, and as many after it as find room in its block; returns how many. */
    private int addNeighbours(List<Entry> entries) {
        long first = home(entries.get(0).low());
        long last = home(entries.get(entries.size() - 1).low());
        int count = (int) Math.min(last + PROBE_SLOTS - first, slots - first);
        read(first, count);
        int added = 0;
        while (added < entries.size() && put(entries.get(added), first, count)) {
            added++;
        }
        if (added == 0) {
            addAlone(entries.get(0));
            return 1;
        }
        write(first, count);
        return added;
    }

    /** Puts an entry into the block that was read, where there is a free slot for it. */
    private boolean put(Entry entry, long first, int count) {
        int place = (int) (home(entry.low()) - first);
        while (place < count && number(place) != RowTable.FREE) {
            place++;
        }
        if (place == count) {
            return false;
        }
        block.putLong(place * SLOT_BYTES, entry.high());
        block.putLong(place * SLOT_BYTES + Long.BYTES, entry.low());
        block.putInt(place * SLOT_BYTES + 2 * Long.BYTES, entry.number());
        return true;
    }

    /** Adds an entry whose run of slots is longer than a probe, or ends at the file's beginning. */
    private void addAlone(Entry entry) {
        long slot = home(entry.low());
        for (read(slot, 1); number(0) != RowTable.FREE; read(slot, 1)) {
            slot = (slot + 1) & (slots - 1);
        }
        block.putLong(0, entry.high()).putLong(Long.BYTES, entry.low()).putInt(2 * Long.BYTES, entry.number());
        write(slot, 1);
    }

    void forEach(RowTable.Receiver receiver) {
        for (long slot = 0; slot < slots; slot += BLOCK_SLOTS) {
            int count = (int) Math.min(BLOCK_SLOTS, slots - slot);
            read(slot, count);
            for (int i = 0; i < count; i++) {
                if (number(i) != RowTable.FREE) {
                    receiver.take(high(i), low(i), number(i));
                }
            }
        }
    }

    private long home(long low) {
        return low & (slots - 1);
    }

    private long high(int place) {
        return block.getLong(place * SLOT_BYTES);
    }

    private long low(int place) {
        return block.getLong(place * SLOT_BYTES + Long.BYTES);
    }

    private int number(int place) {
        return block.getInt(place * SLOT_BYTES + 2 * Long.BYTES);
    }

    /** Reads slots into the block. */
    private void read(long slot, int count) {
        block.clear().limit(count * SLOT_BYTES);
        try {
            while (block.hasRemaining()) {
                if (file.read(block, slot * SLOT_BYTES + block.position()) < 0) {
                    throw new IOException("the table of known rows ends at slot " + slot + " of " + slots);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes slots from the block. */
    private void write(long slot, int count) {
        block.clear().limit(count * SLOT_BYTES);
        try {
            while (block.hasRemaining()) {
                file.write(block, slot * SLOT_BYTES + block.position());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
