package dev.graft.launcher.terminal;

import java.time.Duration;
import java.util.Locale;

/** Figures as a person reads them. */
public final class Figures {

    private static final double MIB = 1024.0 * 1024.0;
    private static final double GIB = 1024 * MIB;
    private static final double MILLIS = 1_000;
    private static final int SECONDS_SHOWN_BELOW = 100;

    private Figures() {}

    /** As {@code 2.1 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
    public static String time(Duration duration) {
        double seconds = duration.toMillis() / MILLIS;
        if (seconds < SECONDS_SHOWN_BELOW) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        return duration.toHours() > 0
                ? duration.toHours() + " h " + duration.toMinutesPart() + " min"
                : duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }

    /** As {@code 167 MB} or {@code 1.4 GB}, by powers of 1024. */
    public static String bytes(long bytes) {
        return bytes < GIB
                ? String.format(Locale.ROOT, "%.0f MB", bytes / MIB)
                : String.format(Locale.ROOT, "%.1f GB", bytes / GIB);
    }

    /** A share from 0 to 1 as {@code 81.3 %}. */
    public static String share(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
