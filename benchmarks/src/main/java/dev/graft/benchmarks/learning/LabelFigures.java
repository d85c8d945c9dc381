package dev.graft.benchmarks.learning;

import dev.graft.learning.labels.JudgedRow;
import dev.graft.learning.labels.LabelReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What one check of a batch found.
 *
 * @param batch what was done to it, and beside how many trusted rows it stands
 * @param rows of the batch
 * @param wrong labels among them
 * @param suspects among them
 * @param precision share of the suspects that are wrong; NaN without one
 * @param recall share of the wrong labels that are suspects; NaN without one
 * @param f1 of the suspects; NaN where no label is wrong
 * @param averagePrecision of the ranking; NaN where no label is wrong
 * @param falseSuspects share of the right labels that are suspects
 * @param estimate of the share of wrong labels, with the ends of its interval
 * @param agreement of the batch
 * @param trustedAgreement of the trusted rows
 * @param seconds of the check, features given
 */
record LabelFigures(
        String set,
        String batch,
        long seed,
        int rows,
        int wrong,
        int suspects,
        double precision,
        double recall,
        double f1,
        double averagePrecision,
        double falseSuspects,
        double estimate,
        double low,
        double high,
        double agreement,
        double trustedAgreement,
        String verdict,
        double seconds) {

    static LabelFigures of(
            String set, String batch, long seed, LabelReport report, int[] given, int[] truth, double seconds) {
        int wrong = (int) IntStream.range(0, truth.length)
                .filter(row -> given[row] != truth[row])
                .count();
        int suspects = report.suspects().size();
        int found = (int) report.suspects().stream()
                .filter(suspect -> given[suspect.row()] != truth[suspect.row()])
                .count();
        return new LabelFigures(
                set,
                batch,
                seed,
                truth.length,
                wrong,
                suspects,
                suspects == 0 ? Double.NaN : found / (double) suspects,
                wrong == 0 ? Double.NaN : found / (double) wrong,
                wrong == 0 ? Double.NaN : 2.0 * found / (suspects + wrong),
                averagePrecision(report.ranking(), given, truth, wrong),
                (suspects - found) / (double) (truth.length - wrong),
                report.flipped().estimate(),
                report.flipped().low(),
                report.flipped().high(),
                report.batch().share(),
                report.trusted().share(),
                report.verdict().toString(),
                seconds);
    }

    /** Means over the runs of the same set and batch. */
    static void print(List<LabelFigures> all) {
        System.out.println(
                "| set | batch | runs | precision % | recall % | F1 % | average precision % | false suspects %"
                        + " | wrong % | estimated % | agreement %, trusted % | verdicts | s |\n"
                        + "|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        Map<String, List<LabelFigures>> lines = all.stream()
                .collect(Collectors.groupingBy(
                        run -> run.set() + " | " + run.batch(), LinkedHashMap::new, Collectors.toList()));
        lines.forEach((line, runs) -> System.out.printf(
                Locale.ROOT,
                "| %s | %d | %s | %s | %s | %s | %s | %s | %s (%s to %s) | %s, %s | %s | %.1f |%n",
                line,
                runs.size(),
                percent(runs, LabelFigures::precision),
                percent(runs, LabelFigures::recall),
                percent(runs, LabelFigures::f1),
                percent(runs, LabelFigures::averagePrecision),
                percent(runs, LabelFigures::falseSuspects),
                percent(runs, run -> run.wrong() / (double) run.rows()),
                percent(runs, LabelFigures::estimate),
                percent(runs, LabelFigures::low),
                percent(runs, LabelFigures::high),
                percent(runs, LabelFigures::agreement),
                percent(runs, LabelFigures::trustedAgreement),
                verdicts(runs),
                Spread.of(runs.stream().mapToDouble(LabelFigures::seconds).toArray())
                        .mean()));
    }

    private static String percent(List<LabelFigures> runs, ToDoubleFunction<LabelFigures> figure) {
        double mean = runs.stream().mapToDouble(figure).average().orElseThrow();
        return Double.isNaN(mean) ? "-" : String.format(Locale.ROOT, "%.1f", 100 * mean);
    }

    private static String verdicts(List<LabelFigures> runs) {
        return runs.stream()
                .collect(Collectors.groupingBy(LabelFigures::verdict, LinkedHashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(verdict -> verdict.getValue() + " " + verdict.getKey())
                .collect(Collectors.joining(", "));
    }

    /** The mean precision at the ranks of the wrong labels; those that are not ranked count 0. */
    private static double averagePrecision(List<JudgedRow> ranking, int[] given, int[] truth, int wrong) {
        double sum = 0;
        int found = 0;
        for (int rank = 0; rank < ranking.size(); rank++) {
            int row = ranking.get(rank).row();
            if (given[row] != truth[row]) {
                found++;
                sum += found / (rank + 1.0);
            }
        }
        return wrong == 0 ? Double.NaN : sum / wrong;
    }
}
