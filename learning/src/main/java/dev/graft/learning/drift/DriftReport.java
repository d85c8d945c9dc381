package dev.graft.learning.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a batch comes from the distribution of a reference, aspect by aspect. A pure function of the two samples and the
 * settings. All tests of a report together raise a false alarm with at most the level's chance (Holm's correction), where
 * rows are drawn independently of each other: batches that people collect by day or by source rarely are, and a report
 * rightly says so. The numbers together get as much of the level as each other aspect does: with hundreds of columns nothing
 * else would be seen.
 *
 * @param verdict drifted where at least one test is at or below the level
 * @param level of all tests together
 * @param findings what was compared: labels, numbers by name, words, features
 * @param distance between the two; null where it was left out or not possible
 * @param notCompared a sentence for each aspect that only one side has, or has too little of
 */
public record DriftReport(
        DriftVerdict verdict,
        double level,
        List<DriftFinding> findings,
        @Nullable ProxyADistance distance,
        List<String> notCompared) {

    /** An immutable value. */
    public DriftReport {
        findings = List.copyOf(findings);
        notCompared = List.copyOf(notCompared);
    }

    /**
     * Compares a batch with the reference.
     *
     * @throws IllegalArgumentException where no test is possible, or values are not what {@link DataSample} says
     */
    public static DriftReport of(
            DataSample reference, DataSample batch, DriftSettings settings, DriftListener listener) {
        Comparison comparison = new Comparison(reference, batch, settings, listener);
        List<Shift> shifts = comparison.shifts();
        List<DriftFinding> findings = findings(shifts, settings.level());
        boolean drifted = findings.stream().anyMatch(DriftFinding::drifted);
        return new DriftReport(
                drifted ? DriftVerdict.DRIFTED : DriftVerdict.NONE,
                settings.level(),
                findings,
                comparison.distance(),
                comparison.notCompared());
    }

    /** Near or far, or unknown where the distance was not measured. */
    public DomainDistance domain() {
        return distance == null ? DomainDistance.UNKNOWN : distance.verdict();
    }

    /** What a person should know, in one or two sentences. */
    public String sentence() {
        String changes = findings.stream()
                .filter(DriftFinding::drifted)
                .map(DriftFinding::sentence)
                .collect(Collectors.joining("; "));
        String verdict = changes.isEmpty()
                ? "Nothing changed beyond chance, at the level " + Wording.plain(level) + "."
                : "The batch drifted: " + changes + ".";
        return distance == null ? verdict : verdict + " Beside the reference, " + distance.sentence() + ".";
    }

    private static List<DriftFinding> findings(List<Shift> shifts, double level) {
        List<Shift> tests =
                shifts.stream().filter(shift -> shift.chance().isPresent()).toList();
        double numbers = tests.stream().filter(NumberShift.class::isInstance).count();
        double[] adjusted = Holm.adjusted(
                tests.stream()
                        .mapToDouble(shift -> shift.chance().getAsDouble())
                        .toArray(),
                tests.stream()
                        .mapToDouble(shift -> shift instanceof NumberShift ? 1 / numbers : 1)
                        .toArray());
        if (adjusted.length == 0) {
            throw new IllegalArgumentException(
                    "there is nothing to test: no labels, numbers or features that both sides have");
        }
        List<DriftFinding> findings = new ArrayList<>();
        int test = 0;
        for (Shift shift : shifts) {
            if (shift.chance().isPresent()) {
                double corrected = adjusted[test++];
                findings.add(new DriftFinding(shift, OptionalDouble.of(corrected), corrected <= level));
            } else {
                findings.add(new DriftFinding(shift, OptionalDouble.empty(), false));
            }
        }
        return findings;
    }
}
