package dev.graft.dataprep.journal;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A table in a file: the memory that it takes does not grow with its entries, 10 MB at most. New entries wait in memory
 * and go to the file many at once, in the order of their slots, and a filter knows most ids that are not there: a new row
 * costs no call of the system of its own. A full table is copied into one of four times its slots.
 */
final class FileTable implements RowTable, Closeable {
    private static final int GROWTH = 4;

    /** Up to 8 million ids the filter has 8 bits for each and more. */
    private static final int FILTER_BITS = 4;

    private static final int MIN_FILTER_BITS = 64;
    private static final int MAX_WAITING = 1 << 15;

    private final Path folder;
    private final int maxWaiting;
    private HeapTable waiting = new HeapTable();
    private IdFilter filter;
    private SlotFile file;
    private int inFile;

    /**
     * @param folder receives the file
     * @param firstSlots a power of two
     */
    FileTable(Path folder, long firstSlots) {
        this(folder, firstSlots, MAX_WAITING);
    }

    /** @param maxWaiting so many new entries are written at once */
    FileTable(Path folder, long firstSlots, int maxWaiting) {
        this.folder = folder;
        this.maxWaiting = maxWaiting;
        this.filter = new IdFilter(Math.max(MIN_FILTER_BITS, FILTER_BITS * firstSlots));
        this.file = new SlotFile(folder, firstSlots);
    }

    @Override
    public int find(long high, long low) {
        int number = waiting.find(high, low);
        return number != FREE || !filter.mayHold(high) ? number : file.find(high, low);
    }

    @Override
    public boolean add(long high, long low, int number) {
        if (find(high, low) != FREE) {
            return false;
        }
        if (2L * (size() + 1) > file.slots()) {
            grow();
        }
        waiting.add(high, low, number);
        if (waiting.size() == maxWaiting) {
            writeWaiting();
        }
        return true;
    }

    private void writeWaiting() {
        List<SlotFile.Entry> entries = new ArrayList<>(waiting.size());
        waiting.forEach((high, low, number) -> {
            entries.add(new SlotFile.Entry(high, low, number));
            filter.add(high);
        });
        file.addAll(entries);
        inFile += entries.size();
        waiting.clear();
    }

    private void grow() {
        try (FileTable larger = new FileTable(folder, GROWTH * file.slots(), maxWaiting)) {
            forEach(larger::add);
            SlotFile old = file;
            file = larger.file;
            filter = larger.filter;
            waiting = larger.waiting;
            inFile = larger.inFile;
            larger.file = old;
        }
    }

    @Override
    public int size() {
        return inFile + waiting.size();
    }

    @Override
    public void forEach(Receiver receiver) {
        file.forEach(receiver);
        waiting.forEach(receiver);
    }

    @Override
    public void close() {
        file.close();
    }
}
