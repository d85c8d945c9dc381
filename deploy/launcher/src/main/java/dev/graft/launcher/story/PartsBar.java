package dev.graft.launcher.story;

import dev.graft.contracts.event.BatchPartPrepared;
import dev.graft.launcher.terminal.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The progress of a batch that is prepared in parts, as one line: a bar, percent, parts, rows, rate and time left. */
final class PartsBar {
    private static final int WIDTH = 24;
    private static final double PERCENT = 100;

    private final Instant start;
    private final Set<Integer> prepared = new HashSet<>();
    private long rows;

    /** @param start when the first part was requested */
    PartsBar(Instant start) {
        this.start = start;
    }

    /** The line after one more part; a part that was told before changes nothing. */
    String after(BatchPartPrepared part, Instant time) {
        rows += prepared.add(part.part()) ? part.rows() : 0;
        double share = (double) prepared.size() / part.parts();
        double seconds = Math.max(0.001, Duration.between(start, time).toMillis() / 1000.0);
        int full = (int) Math.round(share * WIDTH);
        return String.format(
                Locale.ROOT,
                "%s%s %3.0f %%  part %d/%d read  %d rows  %.0f rows/s  %s left",
                "█".repeat(full),
                "░".repeat(WIDTH - full),
                PERCENT * share,
                prepared.size(),
                part.parts(),
                rows,
                rows / seconds,
                Figures.time(Duration.ofMillis(Math.round(1000 * seconds * (1 - share) / share))));
    }
}
