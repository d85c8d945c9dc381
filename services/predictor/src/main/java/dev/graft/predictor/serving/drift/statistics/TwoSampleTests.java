package dev.graft.predictor.serving.drift.statistics;

import dev.graft.contracts.event.InputDrifted.Aspect;
import dev.graft.learning.drift.DataSample;
import dev.graft.learning.drift.DriftFinding;
import dev.graft.learning.drift.DriftListener;
import dev.graft.learning.drift.DriftReport;
import dev.graft.learning.drift.DriftSettings;
import dev.graft.learning.drift.DriftVerdict;
import dev.graft.learning.drift.WordCounts;
import dev.graft.predictor.serving.drift.DriftTest;
import dev.graft.predictor.serving.drift.Observed;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The tests that batches are compared with too: maximum mean discrepancy of the features, chi-square of the labels,
 * Kolmogorov-Smirnov of the confidence, together at one level.
 */
public final class TwoSampleTests implements DriftTest {
    private static final String CONFIDENCE = "confidence";
    private static final Pattern BATCH = Pattern.compile("^The batch drifted");

    private final DriftSettings settings;

    /** @param level the chance of a false alarm of one comparison, above 0 and below 1 */
    public TwoSampleTests(double level) {
        settings = DriftSettings.standard(1).withLevel(level).withoutDistance();
    }

    @Override
    public Finding compare(Observed reference, Observed live) {
        DriftReport report = DriftReport.of(sample(reference), sample(live), settings, DriftListener.SILENT);
        List<Aspect> aspects =
                report.findings().stream().map(TwoSampleTests::aspect).toList();
        return new Finding(
                report.verdict() == DriftVerdict.DRIFTED,
                report.level(),
                BATCH.matcher(report.sentence()).replaceFirst("What is asked drifted"),
                aspects);
    }

    private static DataSample sample(Observed observed) {
        SortedMap<String, Long> labels = new TreeMap<>();
        observed.labels().forEach(label -> labels.merge(label, 1L, Long::sum));
        return new DataSample(
                labels,
                new TreeMap<>(Map.of(CONFIDENCE, observed.confidence())),
                WordCounts.of(List.of()),
                observed.features());
    }

    private static Aspect aspect(DriftFinding finding) {
        return new Aspect(
                finding.shift().aspect(),
                finding.drifted(),
                finding.corrected().isPresent() ? finding.corrected().getAsDouble() : null,
                finding.sentence());
    }
}
