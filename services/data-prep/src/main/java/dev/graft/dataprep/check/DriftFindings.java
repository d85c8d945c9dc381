package dev.graft.dataprep.check;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.graft.learning.drift.DriftFinding;
import dev.graft.learning.drift.DriftReport;
import dev.graft.learning.drift.DriftVerdict;
import dev.graft.learning.drift.ProxyADistance;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a batch is like the data set that it joins.
 *
 * @param drifted whether at least one aspect differs beyond chance
 * @param level the chance of a false alarm of all tests together
 * @param sentence what a person should know
 * @param aspects that were compared
 * @param distance of the two; null: nothing drifted, or there were too few rows
 * @param notCompared a sentence for each aspect of which there was too little
 */
public record DriftFindings(
        boolean drifted,
        double level,
        String sentence,
        List<Aspect> aspects,
        @Nullable ProxyADistance distance,
        List<String> notCompared) {

    /**
     * One aspect.
     *
     * @param chance of a difference like this between two samples of one distribution, corrected for all tests; null: the
     *     aspect is only described
     */
    public record Aspect(
            String aspect, boolean drifted, @Nullable Double chance, String sentence) {
        private static Aspect of(DriftFinding finding) {
            return new Aspect(
                    finding.shift().aspect(),
                    finding.drifted(),
                    finding.corrected().isPresent() ? finding.corrected().getAsDouble() : null,
                    finding.sentence());
        }
    }

    static DriftFindings of(DriftReport report) {
        return new DriftFindings(
                report.verdict() == DriftVerdict.DRIFTED,
                report.level(),
                report.sentence(),
                report.findings().stream().map(Aspect::of).toList(),
                report.distance(),
                report.notCompared());
    }

    /** The smallest chance of all aspects, 0 to 1: that of the report as a whole. */
    @JsonIgnore
    public double chance() {
        return aspects.stream()
                .map(Aspect::chance)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(1);
    }
}
