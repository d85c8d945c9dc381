package dev.graft.benchmarks.duplicates;

import java.util.Locale;

/**
 * What one side found in a set of rows, asked one after the other and added.
 *
 * @param side {@code graft}, or the name of the other library
 * @param near rows that are near to an earlier one
 * @param found of these, rows for which any earlier one was named
 * @param answers rows for which an earlier one was named
 * @param right of these, answers that are near
 * @param closest the exact similarity of the answer that is least so
 * @param otherLabel right answers whose label is another one
 * @param seconds to sketch, ask and add all rows
 */
record Found(
        String side,
        String set,
        int rows,
        int near,
        int found,
        int answers,
        int right,
        double closest,
        int otherLabel,
        double seconds) {

    static void header() {
        System.out.println("| set | side | rows | near an earlier one | recall % | precision % | least similar answer"
                + " | other label | rows/s |\n|---|---|---|---|---|---|---|---|---|");
    }

    void print() {
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %d | %d | %.2f | %.2f | %.3f | %d | %.0f |%n",
                set,
                side,
                rows,
                near,
                100.0 * found / near,
                100.0 * right / answers,
                closest,
                otherLabel,
                rows / seconds);
    }
}
