package dev.graft.benchmarks.learning;

import dev.graft.benchmarks.Results;
import dev.graft.learning.drift.DriftListener;
import dev.graft.learning.drift.DriftReport;
import dev.graft.learning.drift.DriftSettings;
import dev.graft.learning.train.LabelledText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** False alarms and power of the drift report on real rows, and the distance between real domains. */
@Command(
        name = "drift",
        description = "Drift reports: false alarms, power, time; proxy A-distances between domains.",
        mixinStandardHelpOptions = true)
final class Drift implements Callable<Integer> {

    private static final List<String> ASPECTS = List.of("labels", "words a text", "features", "report");

    @Option(names = "--unchanged", defaultValue = "200", description = "Unchanged batches. Default: ${DEFAULT-VALUE}")
    private int unchanged;

    @Option(
            names = "--shifted",
            defaultValue = "50",
            description = "Batches of each kind of shift. Default: ${DEFAULT-VALUE}")
    private int shifted;

    @Option(
            names = "--domain-rows",
            defaultValue = "500",
            description = "Rows of each category for the distances, 0: none are measured. Default: ${DEFAULT-VALUE}")
    private int domainRows;

    @Option(names = "--level", defaultValue = "0.05", description = "Of the reports. Default: ${DEFAULT-VALUE}")
    private double level;

    @Option(names = "--seed", defaultValue = "1", description = "Of all draws. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--data",
            defaultValue = "../shared/data",
            description = "Folder of all data sets. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    private final Map<String, Object> figures = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException {
        TextSet banking = TextSets.BANKING77.read(data, seed);
        TextSet waimai = TextSets.WAIMAI.read(data, seed);
        List<LabelledText> sentences = TextSets.MRPC.read(data, seed).train().stream()
                .map(row -> LabelledText.of(row.input().text(), row.label()))
                .toList();
        DriftRows shopping = DriftRows.embedded(ofEachLabel(OnlineShopping.read(data)), waimai.backbone());
        source("Banking77", embedded(banking, false), DriftRows.embedded(sentences, banking.backbone()));
        source("waimai", embedded(waimai, true), shopping);
        if (domainRows > 0) {
            figures.put("domains", DomainTable.of(shopping, DriftSettings.standard(seed)));
        }
        Results.write("learning-drift", figures);
        return 0;
    }

    private void source(String name, DriftRows own, DriftRows others) throws IOException {
        System.out.printf(
                "%n%s, %d rows: share of batches with an alarm (95 %% interval)%n| batch | %s |%n|---|---|---|---|---|%n",
                name, own.rows().size(), String.join(" | ", ASPECTS));
        Map<String, Object> lines = new LinkedHashMap<>();
        DriftScenario same = new DriftScenario("unchanged", 1, 0);
        DriftAlarms alarms = alarms(same, unchanged, own, others);
        lines.put(same.name(), alarms.rates());
        List<String> examples = new ArrayList<>();
        for (DriftScenario scenario : DriftScenario.all(own.labels().size() > 2)) {
            DriftAlarms raised = alarms(scenario, shifted, own, others);
            lines.put(scenario.name(), raised.rates());
            examples.add(scenario.name() + ": " + raised.example());
        }
        examples.forEach(System.out::println);
        double withDistance = secondsWithDistance(same, own, others);
        System.out.printf(
                Locale.ROOT,
                "a batch takes %.2f s, with the proxy A-distance %.2f s%n",
                alarms.secondsEach(),
                withDistance);
        lines.put("seconds", Map.of("tests", alarms.secondsEach(), "withDistance", withDistance));
        figures.put(name, lines);
        Results.write("learning-drift", figures);
    }

    private DriftAlarms alarms(DriftScenario scenario, int batches, DriftRows own, DriftRows others) {
        Random random = new Random(seed);
        DriftAlarms alarms = new DriftAlarms();
        for (int batch = 0; batch < batches; batch++) {
            DriftScenario.Sides sides = scenario.draw(own, others, random);
            DriftSettings settings =
                    DriftSettings.standard(seed + batch).withLevel(level).withoutDistance();
            long begin = System.nanoTime();
            DriftReport report = DriftReport.of(sides.reference(), sides.batch(), settings, DriftListener.SILENT);
            alarms.add(report, level, (System.nanoTime() - begin) / 1e9);
        }
        System.out.println("| " + scenario.name() + " | " + alarms.cells(ASPECTS) + " |");
        return alarms;
    }

    private double secondsWithDistance(DriftScenario scenario, DriftRows own, DriftRows others) {
        DriftScenario.Sides sides = scenario.draw(own, others, new Random(seed));
        long begin = System.nanoTime();
        DriftReport report = DriftReport.of(
                sides.reference(), sides.batch(), DriftSettings.standard(seed).withLevel(level), DriftListener.SILENT);
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.println(report.sentence());
        return seconds;
    }

    /** All rows that the source has, unless its test rows are of another distribution. */
    private static DriftRows embedded(TextSet set, boolean withTest) throws IOException {
        Stream<LabelledText> rows = Stream.concat(set.train().stream(), set.validation().stream());
        return DriftRows.embedded(
                withTest ? Stream.concat(rows, set.test().stream()).toList() : rows.toList(), set.backbone());
    }

    private List<LabelledText> ofEachLabel(List<LabelledText> rows) {
        List<LabelledText> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(seed));
        Map<String, Integer> taken = new HashMap<>();
        return shuffled.stream()
                .filter(row -> taken.merge(row.label(), 1, Integer::sum) <= Math.max(100, domainRows))
                .toList();
    }
}
