package dev.graft.benchmarks;

import dev.graft.learning.check.BackboneRanking;
import dev.graft.learning.check.CandidateScore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a backbone check says before a transfer, beside what a probe reaches on test rows. */
public final class CheckTable {

    private final Map<String, List<Line>> figures = new LinkedHashMap<>();

    /**
     * A candidate, best first as the check has them.
     *
     * @param macroF1 of the check's probe
     * @param gain in macro F1 over untrained features
     * @param transfer what the check says
     * @param testAccuracy of a probe on all training rows
     */
    public record Line(
            String name, double macroF1, double accuracy, double gain, String transfer, double testAccuracy) {}

    /** Prints a task's ranking and keeps it. */
    public void add(String task, BackboneRanking ranking, Map<String, Double> testAccuracy) {
        System.out.println("\n" + task + ": " + ranking.sentence());
        System.out.println("| rank | backbone | check: macro F1 | accuracy % | gain over untrained | transfer"
                + " | test accuracy of a probe % |\n|---|---|---|---|---|---|---|");
        List<Line> lines = ranking.candidates().stream()
                .map(candidate -> line(candidate, testAccuracy.getOrDefault(candidate.name(), Double.NaN)))
                .toList();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %s | %.3f | %.2f | %+.3f | %s | %.2f |%n",
                    i + 1,
                    line.name(),
                    line.macroF1(),
                    100 * line.accuracy(),
                    line.gain(),
                    line.transfer(),
                    100 * line.testAccuracy());
        }
        System.out.printf(
                Locale.ROOT,
                "%d of %d pairs of backbones stand in the same order on the test rows%n",
                agreeing(lines),
                lines.size() * (lines.size() - 1) / 2);
        figures.put(task, lines);
    }

    public Map<String, List<Line>> figures() {
        return figures;
    }

    private static Line line(CandidateScore candidate, double testAccuracy) {
        return new Line(
                candidate.name(),
                candidate.score().macroF1(),
                candidate.score().accuracy(),
                candidate.gain().value(),
                candidate.transfer().toString(),
                testAccuracy);
    }

    private static int agreeing(List<Line> lines) {
        int agreeing = 0;
        for (int better = 0; better < lines.size(); better++) {
            for (int worse = better + 1; worse < lines.size(); worse++) {
                agreeing += lines.get(better).testAccuracy() >= lines.get(worse).testAccuracy() ? 1 : 0;
            }
        }
        return agreeing;
    }
}
