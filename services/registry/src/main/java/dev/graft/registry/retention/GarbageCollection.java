package dev.graft.registry.retention;

import java.time.Instant;
import java.util.List;

/**
 * What one collection did, or would do.
 *
 * @param dryRun whether nothing was touched
 * @param runsSeen that have files
 * @param runs whose files went, or would go, wholly or in part
 * @param more whether garbage is left for the next collection, because one has its bound
 * @param garbage what {@code runs} counts; of a dry run the first ones
 */
public record GarbageCollection(
        boolean dryRun,
        Instant startedAt,
        double seconds,
        int runsSeen,
        int runs,
        int files,
        long bytes,
        boolean more,
        List<Garbage> garbage) {

    /** For a log: one line. */
    public String summary() {
        return "garbage collection%s: %d bytes %s in %d files of %d runs, of %d that have files, in %.1f s%s"
                .formatted(
                        dryRun ? " (dry run)" : "",
                        bytes,
                        dryRun ? "would be freed" : "freed",
                        files,
                        runs,
                        runsSeen,
                        seconds,
                        more && !dryRun ? "; more is left for the next one" : "");
    }
}
