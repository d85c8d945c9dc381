package dev.graft.learning.gate;

import org.jspecify.annotations.Nullable;

/**
 * What two models cost where they serve.
 *
 * @param championBytes of all its files, above 0
 * @param challengerBytes of all its files, above 0
 * @param latency null: not measured
 */
public record Costs(
        long championBytes, long challengerBytes, @Nullable Latency latency) {

    /**
     * Median times for one row alone, in milliseconds, measured on the same machine at the same time.
     *
     * @param championMillis above 0
     * @param challengerMillis above 0
     */
    public record Latency(double championMillis, double challengerMillis) {

        /** Time of the challenger in that of the champion. */
        public double ratio() {
            return challengerMillis / championMillis;
        }
    }

    /** Bytes of the challenger for each byte of the champion. */
    public double sizeRatio() {
        return (double) challengerBytes / championBytes;
    }
}
