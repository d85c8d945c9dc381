package dev.graft.evaluator.comparison;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.RowContent;
import dev.graft.evaluator.answering.Classifier;
import dev.graft.learning.gate.Costs.Latency;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How long two models take for one row alone: the median over some rows that both answer in turn, so that whatever else the
 * machine does slows both.
 */
final class LatencyProbe {
    private static final int ROWS = 40;
    private static final int WARM_UP = 5;

    private LatencyProbe() {}

    /** Empty without rows. */
    static Optional<Latency> measure(Classifier champion, Classifier challenger, List<DatasetRow> rows) {
        List<List<RowContent>> asked =
                rows.stream().limit(ROWS).map(row -> List.of(row.content())).toList();
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        for (List<RowContent> row : asked.subList(0, Math.min(WARM_UP, asked.size()))) {
            champion.probabilities(row);
            challenger.probabilities(row);
        }
        double[] before = new double[asked.size()];
        double[] after = new double[asked.size()];
        for (int row = 0; row < asked.size(); row++) {
            before[row] = millis(champion, asked.get(row));
            after[row] = millis(challenger, asked.get(row));
        }
        return Optional.of(new Latency(median(before), median(after)));
    }

    private static double millis(Classifier model, List<RowContent> row) {
        long begin = System.nanoTime();
        model.probabilities(row);
        return Math.max(1, System.nanoTime() - begin) / 1e6;
    }

    private static double median(double[] times) {
        Arrays.sort(times);
        return times[times.length / 2];
    }
}
