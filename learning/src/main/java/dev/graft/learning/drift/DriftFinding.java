package dev.graft.learning.drift;

import java.util.OptionalDouble;

/**
 * One aspect of a report.
 *
 * @param shift what was compared
 * @param corrected p-value, corrected for all tests of the report; empty where the aspect is only described
 * @param drifted whether that is at most the report's level
 */
public record DriftFinding(Shift shift, OptionalDouble corrected, boolean drifted) {

    /** The finding for a person, without a full stop. */
    public String sentence() {
        if (corrected.isEmpty()) {
            return shift.sentence();
        }
        String chance = Wording.pValue(corrected.getAsDouble());
        return drifted
                ? "%s (%s)".formatted(shift.sentence(), chance)
                : "%s: no change beyond chance (%s)".formatted(shift.aspect(), chance);
    }
}
