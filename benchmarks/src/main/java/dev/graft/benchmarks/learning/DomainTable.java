package dev.graft.benchmarks.learning;

import dev.graft.learning.drift.DriftListener;
import dev.graft.learning.drift.DriftSettings;
import dev.graft.learning.drift.ProxyADistance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The proxy A-distance between all labels of a source, and between two halves of each. */
final class DomainTable {

    private DomainTable() {}

    /** A pair of domains; twice the same are its halves. */
    record Pair(String one, String other, ProxyADistance distance) {}

    /** Measures and prints all pairs. */
    static List<Pair> of(DriftRows rows, DriftSettings settings) {
        List<String> names = rows.labels();
        System.out.println(
                "\n| proxy A-distance | " + String.join(" | ", names) + " |\n|---" + "|---".repeat(names.size()) + "|");
        List<Pair> pairs = new ArrayList<>();
        for (String one : names) {
            StringBuilder line = new StringBuilder("| " + one);
            for (String other : names) {
                if (other.compareTo(one) < 0) {
                    line.append(" | ");
                } else {
                    Pair pair = new Pair(one, other, distance(rows, one, other, settings));
                    pairs.add(pair);
                    line.append(String.format(
                            Locale.ROOT, " | %.2f", pair.distance().distance()));
                }
            }
            System.out.println(line + " |");
        }
        double chance = pairs.stream()
                .mapToDouble(pair -> pair.distance().chanceMost())
                .max()
                .orElseThrow();
        System.out.printf(Locale.ROOT, "largest distance of any random split: %.2f%n", chance);
        return pairs;
    }

    private static ProxyADistance distance(DriftRows rows, String one, String other, DriftSettings settings) {
        float[][] first = of(rows, one).features();
        float[][] second = of(rows, other).features();
        if (one.equals(other)) {
            first = half(second, 0);
            second = half(second, 1);
        }
        return ProxyADistance.of(first, second, settings, DriftListener.SILENT);
    }

    private static DriftRows of(DriftRows rows, String label) {
        return rows.chosen(IntStream.range(0, rows.rows().size())
                .filter(row -> rows.rows().get(row).label().equals(label))
                .boxed()
                .toList());
    }

    private static float[][] half(float[][] features, int odd) {
        return IntStream.range(0, features.length)
                .filter(row -> row % 2 == odd)
                .mapToObj(row -> features[row])
                .toArray(float[][]::new);
    }
}
