package dev.graft.benchmarks.intake;

import dev.graft.contracts.event.SplitCounts;
import dev.graft.launcher.terminal.Figures;
import dev.graft.launcher.terminal.Table;
import java.util.List;
import java.util.Locale;

/**
 * What one file cost.
 *
 * @param side {@code graft}, or {@code python} with what was left out or added
 * @param splits its accepted rows
 * @param seconds by the clock
 * @param cpuSeconds of the process and all its threads
 * @param peakBytes the largest resident set meanwhile
 */
record FileFigures(
        String side,
        String format,
        long bytes,
        long rows,
        SplitCounts splits,
        double seconds,
        double cpuSeconds,
        long peakBytes) {

    static Table table(List<FileFigures> figures) {
        Table table = new Table(
                "side",
                "format",
                "bytes",
                "rows",
                "seconds",
                "CPU s",
                "rows/s",
                "MB/s",
                "rows/CPU s",
                "MB/CPU s",
                "RSS");
        for (FileFigures each : figures) {
            table.row(
                    each.side,
                    each.format,
                    Figures.bytes(each.bytes),
                    each.rows,
                    tenths(each.seconds),
                    tenths(each.cpuSeconds),
                    Math.round(each.rows / each.seconds),
                    tenths(each.bytes / each.seconds / 1e6),
                    Math.round(each.rows / each.cpuSeconds),
                    tenths(each.bytes / each.cpuSeconds / 1e6),
                    Figures.bytes(each.peakBytes));
        }
        return table;
    }

    private static String tenths(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
