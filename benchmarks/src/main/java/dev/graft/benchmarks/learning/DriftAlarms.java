package dev.graft.benchmarks.learning;

import dev.graft.learning.drift.DriftFinding;
import dev.graft.learning.drift.DriftReport;
import dev.graft.learning.drift.DriftVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How many batches of a scenario raise an alarm, by each test alone and by the corrected report. */
final class DriftAlarms {

    /** 97.5th percentile of the normal distribution. */
    private static final double NORMAL = 1.959964;

    private final Map<String, Integer> alarms = new TreeMap<>();
    private final List<Double> seconds = new ArrayList<>();
    private int batches;
    private String example = "";

    /**
     * The alarms of one test or report.
     *
     * @param share of the batches
     * @param low end of its 95 % interval (Wilson 1927)
     * @param high other end
     */
    record Rate(int alarms, int batches, double share, double low, double high) {

        static Rate of(int alarms, int batches) {
            double share = (double) alarms / batches;
            double spread = NORMAL * NORMAL / batches;
            double middle = (share + spread / 2) / (1 + spread);
            double half = NORMAL * Math.sqrt(share * (1 - share) / batches + spread / 4 / batches) / (1 + spread);
            return new Rate(alarms, batches, share, middle - half, middle + half);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.1f %% (%.1f to %.1f)", 100 * share, 100 * low, 100 * high);
        }
    }

    void add(DriftReport report, double level, double took) {
        for (DriftFinding finding : report.findings()) {
            finding.shift()
                    .chance()
                    .ifPresent(chance -> alarms.merge(finding.shift().aspect(), chance <= level ? 1 : 0, Integer::sum));
        }
        alarms.merge("report", report.verdict() == DriftVerdict.DRIFTED ? 1 : 0, Integer::sum);
        example = batches++ == 0 ? report.sentence() : example;
        seconds.add(took);
    }

    Map<String, Rate> rates() {
        Map<String, Rate> rates = new TreeMap<>();
        alarms.forEach((aspect, count) -> rates.put(aspect, Rate.of(count, batches)));
        return rates;
    }

    /** What the first report said. */
    String example() {
        return example;
    }

    /** Median time of a report. */
    double secondsEach() {
        return seconds.stream().sorted().skip(batches / 2).findFirst().orElseThrow();
    }

    /** A row of a Markdown table: a cell for each of some aspects, then the report's. */
    String cells(List<String> aspects) {
        Map<String, Rate> rates = rates();
        return aspects.stream()
                .map(aspect -> rates.containsKey(aspect) ? rates.get(aspect).toString() : "")
                .collect(Collectors.joining(" | "));
    }
}
