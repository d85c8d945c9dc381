package dev.graft.learning.sampling;

import dev.graft.learning.classic.FeatureVectors;
import dev.graft.learning.classic.LabelledVectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** SMOTE and its kinds. A class of a single row repeats it, as does one without a row in danger where those are asked for. */
final class MadeRows extends Resampling {

    enum Kind {
        ALL,
        BORDERLINE_1,
        BORDERLINE_2
    }

    /** The m of borderline SMOTE. */
    private static final int AROUND = 10;

    private final Kind kind;
    private final int neighbours;
    private final Set<Integer> nominal;

    MadeRows(Kind kind, int neighbours, Set<Integer> nominal) {
        this.kind = kind;
        this.neighbours = neighbours;
        this.nominal = nominal;
    }

    @Override
    LabelledVectors apply(LabelledVectors rows, Random random) {
        EqualClasses classes = EqualClasses.of(rows.classes(), rows.count());
        if (classes.missing().length == 0) {
            return rows;
        }
        List<double[]> made = new ArrayList<>();
        List<Integer> of = new ArrayList<>();
        for (int which = 0; which < classes.classes(); which++) {
            if (classes.missing(which) > 0) {
                Neighbours near = new Neighbours(rows, nominal, square(rows, classes.rows(which)));
                make(rows, near, which, classes, random, made);
                of.addAll(Collections.nCopies(classes.missing(which), which));
            }
        }
        return rows.and(new LabelledVectors(
                FeatureVectors.of(made.toArray(new double[0][])),
                of.stream().mapToInt(Integer::intValue).toArray(),
                rows.count()));
    }

    private void make(
            LabelledVectors rows,
            Neighbours near,
            int which,
            EqualClasses classes,
            Random random,
            List<double[]> made) {
        List<Integer> own = classes.rows(which);
        int[] all =
                Neighbours.candidates(IntStream.range(0, rows.size()).boxed().toList(), random);
        List<Integer> turns = new ArrayList<>(kind == Kind.ALL ? own : inDanger(rows, near, own, all));
        Collections.shuffle(turns, random);
        int[] candidates = Neighbours.candidates(own, random);
        Map<Integer, int[]> nearestOwn = new HashMap<>();
        Map<Integer, int[]> nearestAny = new HashMap<>();
        for (int i = 0; i < classes.missing(which); i++) {
            if (turns.isEmpty()) {
                made.add(near.row(own.get(i % own.size())).clone());
                continue;
            }
            int row = turns.get(i % turns.size());
            boolean any = kind == Kind.BORDERLINE_2 && i % 2 == 1;
            int[] found = any
                    ? nearestAny.computeIfAbsent(row, each -> near.nearest(each, all, neighbours))
                    : nearestOwn.computeIfAbsent(row, each -> near.nearest(each, candidates, neighbours));
            boolean isOther = any && found.length > 0;
            int to = found.length == 0 ? row : found[random.nextInt(found.length)];
            double gap = random.nextDouble() * (isOther && rows.classes()[to] != which ? 0.5 : 1);
            made.add(between(near, row, to, gap, nearestOwn.getOrDefault(row, found)));
        }
    }

    private double[] between(Neighbours near, int row, int to, double gap, int... voters) {
        double[] made = near.row(row).clone();
        double[] other = near.row(to);
        for (int i = 0; i < made.length; i++) {
            made[i] = near.isNominal(i) ? mostFrequent(near, row, i, voters) : made[i] + gap * (other[i] - made[i]);
        }
        return made;
    }

    /** The code that most neighbours have; of equally frequent ones the smallest. */
    private static double mostFrequent(Neighbours near, int row, int column, int... voters) {
        TreeMap<Double, Integer> votes = new TreeMap<>();
        for (int voter : voters) {
            votes.merge(near.row(voter)[column], 1, Integer::sum);
        }
        return votes.entrySet().stream()
                .reduce((one, other) -> other.getValue() > one.getValue() ? other : one)
                .map(Map.Entry::getKey)
                .orElse(near.row(row)[column]);
    }

    private static List<Integer> inDanger(LabelledVectors rows, Neighbours near, List<Integer> own, int... all) {
        return own.stream()
                .filter(row -> {
                    int[] around = near.nearest(row, all, AROUND);
                    long others = Arrays.stream(around)
                            .filter(each -> rows.classes()[each] != rows.classes()[row])
                            .count();
                    return 2 * others >= around.length && others < around.length;
                })
                .toList();
    }

    /** The square of the median deviation of the class's numbers; 0 where there are no codes. */
    private double square(LabelledVectors rows, List<Integer> own) {
        int width = rows.rows().width();
        double[] deviations = IntStream.range(0, nominal.isEmpty() ? 0 : width)
                .filter(column -> !nominal.contains(column))
                .mapToDouble(column -> deviation(rows.rows(), own, column))
                .sorted()
                .toArray();
        if (deviations.length == 0) {
            return nominal.isEmpty() ? 0 : 1;
        }
        int half = deviations.length / 2;
        double median = deviations.length % 2 == 1 ? deviations[half] : (deviations[half - 1] + deviations[half]) / 2;
        return median * median;
    }

    private static double deviation(FeatureVectors rows, List<Integer> own, int column) {
        double mean =
                own.stream().mapToDouble(row -> rows.at(row, column)).average().orElseThrow();
        return Math.sqrt(own.stream()
                .mapToDouble(row -> Math.pow(rows.at(row, column) - mean, 2))
                .average()
                .orElseThrow());
    }
}
