package dev.graft.benchmarks.methods;

import dev.graft.learning.meta.Episode;
import dev.graft.learning.meta.MetaLearning;
import dev.graft.learning.meta.MetaLearning.Way;
import dev.graft.learning.meta.MetaStart;
import dev.graft.learning.meta.Sines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sines from ten places, with and without a start that was looked for. */
@Command(
        name = "meta",
        description = "Sines from ten places: MAML, first-order MAML, Reptile, one network for all.",
        mixinStandardHelpOptions = true)
final class MetaLearnt implements Callable<Integer> {
    private static final int PLACES = 10;
    private static final int ASKED = 100;
    private static final int TASKS = 600;
    private static final List<Integer> STEPS = List.of(0, 1, 5, 10);

    @Option(names = "--steps", defaultValue = "15000", description = "Over tasks. Default: ${DEFAULT-VALUE}")
    private int steps;

    @Option(names = "--seeds", defaultValue = "1,2,3", split = ",", description = "Default: ${DEFAULT-VALUE}")
    private List<Long> seeds = List.of();

    @Option(names = "--ways", split = ",", description = "Of ${COMPLETION-CANDIDATES}. Default: all")
    private List<Way> ways = List.of(Way.values());

    private final MethodReport report = new MethodReport("meta");

    @Override
    public Integer call() throws IOException {
        for (Way way : ways) {
            Map<Integer, List<Double>> errors = new TreeMap<>();
            long begin = System.nanoTime();
            for (long seed : seeds) {
                MetaStart start = MetaLearning.ofNumbers(way, steps, seed).learn(new Sines(PLACES, PLACES));
                STEPS.forEach(taken -> errors.computeIfAbsent(taken, missing -> new ArrayList<>())
                        .add(error(start, taken)));
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            for (int taken : STEPS) {
                report.add(new MethodLine(
                        "L12",
                        "sines, " + PLACES + " places",
                        way.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        "error, " + taken + " steps",
                        errors.getOrDefault(taken, List.of()),
                        seconds,
                        way == Way.MAML && taken == 1 ? "at most 1.0; joint at least twice" : ""));
            }
        }
        report.print();
        return 0;
    }

    private static double error(MetaStart start, int taken) {
        Random random = new Random(7_777);
        return Stream.generate(() -> new Sines(PLACES, ASKED).draw(random))
                .limit(TASKS)
                .mapToDouble(task -> error(start, task, taken))
                .average()
                .orElseThrow();
    }

    private static double error(MetaStart start, Episode task, int taken) {
        return start.adapted(task, taken, 0.01).squaredError(task);
    }
}
