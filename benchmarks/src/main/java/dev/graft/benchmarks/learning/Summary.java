package dev.graft.benchmarks.learning;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Mean and standard deviation of the figures of each side and recipe, as a table. */
final class Summary {

    private static final Map<String, ToDoubleFunction<Figures>> COLUMNS = columns();

    private Summary() {}

    static void print(List<Figures> all) {
        System.out.println("| set | recipe | side | runs | " + String.join(" | ", COLUMNS.keySet()) + " |");
        System.out.println("|---".repeat(COLUMNS.size() + 4) + "|");
        all.stream()
                .collect(Collectors.groupingBy(
                        run -> String.join(" | ", run.set(), run.recipe(), run.side()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .forEach((name, runs) -> System.out.println("| " + name + " | " + runs.size() + " | " + cells(runs)));
    }

    private static String cells(List<Figures> runs) {
        return COLUMNS.values().stream()
                .map(value -> Spread.of(runs.stream().mapToDouble(value).toArray()))
                .map(Spread::toString)
                .collect(Collectors.joining(" | ", "", " |"));
    }

    private static Map<String, ToDoubleFunction<Figures>> columns() {
        Map<String, ToDoubleFunction<Figures>> columns = new LinkedHashMap<>();
        columns.put("accuracy %", run -> 100 * run.accuracy());
        columns.put("F1 %", run -> 100 * run.f1());
        columns.put("macro F1 %", run -> 100 * run.macroF1());
        columns.put("samples/s", Figures::samplesPerSecond);
        columns.put("samples/CPU s", Figures::samplesPerCpuSecond);
        columns.put("seconds", Figures::seconds);
        columns.put("CPU s", Figures::cpuSeconds);
        columns.put("peak MiB", Figures::peakMegabytes);
        return columns;
    }
}
