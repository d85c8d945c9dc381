package dev.graft.learning.gate;

import dev.graft.learning.significance.PairedRows;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Test rows and certain answers to them, for tests of the gate. */
final class Answers {

    static final List<String> LABELS = List.of("refund", "delivery");

    private Answers() {}

    /** True labels of this many rows, the given labels in turn. */
    static List<String> truth(int rows, List<String> labels) {
        return IntStream.range(0, rows)
                .mapToObj(row -> labels.get(row % labels.size()))
                .toList();
    }

    /** A model that is right on every row except the given ones, where it answers the next label that it knows. */
    static ScoredRows wrongOn(List<String> truth, List<String> labels, int... rows) {
        List<String> answers = new ArrayList<>(truth);
        for (int row : rows) {
            answers.set(row, labels.get((labels.indexOf(truth.get(row)) + 1) % labels.size()));
        }
        return certain(labels, answers);
    }

    /** A model that always gives this answer. */
    static ScoredRows constant(List<String> truth, List<String> labels, String answer) {
        return certain(labels, truth.stream().map(row -> answer).toList());
    }

    /** A model that gives these answers with probability 1; in place of a label that it does not know, its first. */
    static ScoredRows certain(List<String> labels, List<String> answers) {
        float[][] probabilities = new float[answers.size()][labels.size()];
        for (int row = 0; row < answers.size(); row++) {
            probabilities[row][Math.max(0, labels.indexOf(answers.get(row)))] = 1;
        }
        return new ScoredRows(labels, probabilities);
    }

    /** No answers at all. */
    static SlicedAnswers none() {
        return new SlicedAnswers(new PairedRows(new int[0], new float[0][], new float[0][], 1), Map.of());
    }

    /** The first rows of a test split. */
    static BitSet first(int rows) {
        BitSet set = new BitSet();
        set.set(0, rows);
        return set;
    }

    /** Row numbers from, inclusive, to, exclusive. */
    static int[] range(int from, int to) {
        return IntStream.range(from, to).toArray();
    }
}
