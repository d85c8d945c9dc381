package dev.graft.dataprep.journal;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The label of each row id. Up to {@value #MAX_IN_MEMORY} rows lie in memory, with at most 80 bytes each; more lie in a
 * file, so that memory stays flat however many there are. Rows are never taken out. Not thread-safe.
 */
public final class RowIndex implements Closeable {
    static final int MAX_IN_MEMORY = 1 << 16;

    private final Path folder;
    private final List<String> labels = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private RowTable table = new HeapTable();
    private @Nullable FileTable file;

    /** @param folder receives the file when there is one */
    public RowIndex(Path folder) {
        this.folder = folder;
    }

    /** The label of a row; null when the row is not known. */
    public @Nullable String labelOf(String rowId) {
        int number = table.find(half(rowId, 0), half(rowId, 16));
        return number == RowTable.FREE ? null : labels.get(number - 1);
    }

    /** Adds a row unless it is known. */
    public void add(String rowId, String rowLabel) {
        addPacked(half(rowId, 0), half(rowId, 16), number(rowLabel));
    }

    /** Adds the rows of another index that are not known. */
    public void addAll(RowIndex other) {
        other.table.forEach((high, low, number) -> addPacked(high, low, number(other.labels.get(number - 1))));
    }

    private void addPacked(long high, long low, int number) {
        if (file == null && table.size() >= MAX_IN_MEMORY) {
            moveToFile();
        }
        table.add(high, low, number);
    }

    private void moveToFile() {
        FileTable moved = new FileTable(folder, 8L * MAX_IN_MEMORY);
        table.forEach(moved::add);
        table = moved;
        file = moved;
    }

    public int size() {
        return table.size();
    }

    private int number(String rowLabel) {
        return numbers.computeIfAbsent(rowLabel, added -> {
            labels.add(added);
            return labels.size();
        });
    }

    private static long half(String rowId, int from) {
        return Long.parseUnsignedLong(rowId, from, from + 16, 16);
    }

    /** Gives the file back at once; without it the file goes when the collector finds that nobody reads the index. */
    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
