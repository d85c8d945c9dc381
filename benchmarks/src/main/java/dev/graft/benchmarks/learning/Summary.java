package dev.graft.benchmarks.learning;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Mean and standard deviation of both sides' figures, as a table. */
final class Summary {

    private Summary() {}

    static void print(List<Figures> all) {
        System.out.println(
                "| side | runs | accuracy % | F1 % | macro F1 % | samples/s | samples/CPU s | seconds | CPU s"
                        + " | peak MiB |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        for (String side : all.stream().map(Figures::side).distinct().toList()) {
            List<Figures> runs =
                    all.stream().filter(run -> run.side().equals(side)).toList();
            System.out.println("| " + side + " | " + runs.size() + " | "
                    + String.join(
                            " | ",
                            cell(runs, run -> 100 * run.accuracy()),
                            cell(runs, run -> 100 * run.f1()),
                            cell(runs, run -> 100 * run.macroF1()),
                            cell(runs, Figures::samplesPerSecond),
                            cell(runs, Figures::samplesPerCpuSecond),
                            cell(runs, Figures::seconds),
                            cell(runs, Figures::cpuSeconds),
                            cell(runs, Figures::peakMegabytes))
                    + " |");
        }
    }

    private static String cell(List<Figures> runs, ToDoubleFunction<Figures> value) {
        double[] values = runs.stream().mapToDouble(value).toArray();
        double mean = 0;
        for (double each : values) {
            mean += each / values.length;
        }
        double squares = 0;
        for (double each : values) {
            squares += (each - mean) * (each - mean);
        }
        double deviation = values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
        return String.format(Locale.ROOT, "%.2f ± %.2f", mean, deviation);
    }
}
