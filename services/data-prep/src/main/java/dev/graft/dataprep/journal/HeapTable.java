package dev.graft.dataprep.journal;

import java.util.Arrays;

/** A table in memory, 20 bytes a slot. */
final class HeapTable implements RowTable {
    private static final int FIRST_SLOTS = 1 << 10;

    private long[] highs = new long[FIRST_SLOTS];
    private long[] lows = new long[FIRST_SLOTS];
    private int[] numbers = new int[FIRST_SLOTS];
    private int size;

    @Override
    public int find(long high, long low) {
        return numbers[slot(high, low)];
    }

    @Override
    public boolean add(long high, long low, int number) {
        if (2 * (size + 1) > numbers.length) {
            grow();
        }
        int slot = slot(high, low);
        if (numbers[slot] != FREE) {
            return false;
        }
        put(slot, high, low, number);
        size++;
        return true;
    }

    private void put(int slot, long high, long low, int number) {
        highs[slot] = high;
        lows[slot] = low;
        numbers[slot] = number;
    }

    private int slot(long high, long low) {
        int mask = numbers.length - 1;
        int slot = (int) low & mask;
        while (numbers[slot] != FREE && (highs[slot] != high || lows[slot] != low)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldHighs = highs;
        long[] oldLows = lows;
        int[] oldNumbers = numbers;
        highs = new long[2 * oldHighs.length];
        lows = new long[2 * oldLows.length];
        numbers = new int[2 * oldNumbers.length];
        for (int i = 0; i < oldNumbers.length; i++) {
            if (oldNumbers[i] != FREE) {
                put(slot(oldHighs[i], oldLows[i]), oldHighs[i], oldLows[i], oldNumbers[i]);
            }
        }
    }

    /** Takes all entries out and keeps the slots. */
    void clear() {
        Arrays.fill(numbers, FREE);
        size = 0;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void forEach(Receiver receiver) {
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] != FREE) {
                receiver.take(highs[i], lows[i], numbers[i]);
            }
        }
    }
}
