package dev.graft.learning.gate;

import dev.graft.learning.metrics.ClassificationReport;
import dev.graft.learning.metrics.RankingScores;
import dev.graft.learning.significance.PairedRows;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The untouched test rows with their true labels, which turns two models' probabilities into the gate's input:
 * one numbering of labels for both, the slices of {@link Slice}, and the row-by-row comparison. Labels are
 * numbered as the challenger's, then those that only the champion knows, then those that neither knows; a row
 * whose label a model does not know is that model's error.
 *
 * @param truth the true label of each row
 * @param apart rows that are none of the test split but have slices of their own: those of a golden set, or rows that were
 *     changed a little
 * @param further slices of the caller's own, by name, in the order in which they are to be reported; one that is empty is
 *     left out
 */
public record TestSplit(List<String> truth, BitSet apart, Map<String, BitSet> further) {

    /** An immutable value. */
    public TestSplit {
        truth = List.copyOf(truth);
        apart = (BitSet) apart.clone();
        Map<String, BitSet> copy = new LinkedHashMap<>();
        further.forEach((slice, rows) -> copy.put(slice, (BitSet) rows.clone()));
        further = Collections.unmodifiableMap(copy);
    }

    /** Rows that all are of the test split. */
    public TestSplit(List<String> truth, Map<String, BitSet> further) {
        this(truth, new BitSet(), further);
    }

    /** Rows with no slices but those of {@link Slice}. */
    public TestSplit(List<String> truth) {
        this(truth, Map.of());
    }

    /** The input for a task's first model; throws {@link IllegalArgumentException} if it answers other rows. */
    public GateInput.FirstModel firstModel(ScoredRows challenger) {
        List<String> labels = union(challenger.labels(), List.of());
        AlignedAnswers answers = new AlignedAnswers(labels, indices(labels), challenger);
        Map<String, BitSet> slices = new LinkedHashMap<>();
        slices.put(Slice.ALL, testRows());
        addFurther(slices);
        return new GateInput.FirstModel(scores(challenger, slices, answers));
    }

    /**
     * The input for a challenger that meets a champion.
     *
     * @param earlier the rows that the champion's snapshot already had
     * @throws IllegalArgumentException if a model answers other rows, or with something else than probabilities
     */
    public GateInput.Challenge challenge(ScoredRows challenger, ScoredRows champion, BitSet earlier) {
        List<String> labels = union(challenger.labels(), champion.labels());
        int[] indices = indices(labels);
        AlignedAnswers challengers = new AlignedAnswers(labels, indices, challenger);
        AlignedAnswers champions = new AlignedAnswers(labels, indices, champion);
        Map<String, BitSet> slices = slices(challenger.labels(), champion.labels(), earlier);
        return new GateInput.Challenge(
                scores(challenger, slices, challengers),
                scores(champion, slices, champions),
                PairedOutcomes.of(indices, champions.predictions(), challengers.predictions(), testRows()),
                new SlicedAnswers(
                        new PairedRows(indices, champions.probabilities(), challengers.probabilities(), labels.size()),
                        slices),
                null);
    }

    private static ModelScores scores(ScoredRows model, Map<String, BitSet> slices, AlignedAnswers answers) {
        Map<String, RankingScores> rankings = new LinkedHashMap<>();
        slices.keySet().stream()
                .filter(slice -> Slice.family(slice) == null)
                .forEach(slice -> rankings.put(slice, answers.ranking(slices.getOrDefault(slice, new BitSet()))));
        return new ModelScores(model.labels(), reports(slices, answers), rankings);
    }

    private static Map<String, ClassificationReport> reports(Map<String, BitSet> slices, AlignedAnswers answers) {
        Map<String, ClassificationReport> reports = new LinkedHashMap<>();
        slices.forEach((slice, rows) -> reports.put(slice, answers.report(rows)));
        return reports;
    }

    private Map<String, BitSet> slices(List<String> challenger, List<String> champion, BitSet earlier) {
        BitSet old = testRows();
        old.and(earlier);
        BitSet fresh = testRows();
        fresh.andNot(earlier);
        Map<String, BitSet> slices = new LinkedHashMap<>();
        slices.put(Slice.ALL, testRows());
        slices.put(Slice.EARLIER, old);
        slices.put(Slice.BATCH, fresh);
        if (!champion.containsAll(challenger)) {
            slices.put(Slice.SHARED_LABELS, sharedLabelRows(challenger, champion));
        }
        addFurther(slices);
        return slices;
    }

    private void addFurther(Map<String, BitSet> slices) {
        further.forEach((slice, rows) -> {
            if (!rows.isEmpty()) {
                slices.put(slice, rows);
            }
        });
    }

    private BitSet sharedLabelRows(List<String> challenger, List<String> champion) {
        Set<String> shared = new HashSet<>(challenger);
        shared.retainAll(new HashSet<>(champion));
        return testRows().stream()
                .filter(row -> shared.contains(truth.get(row)))
                .collect(BitSet::new, BitSet::set, BitSet::or);
    }

    private List<String> union(List<String> challenger, List<String> champion) {
        return Stream.of(challenger, champion, new TreeSet<>(truth))
                .flatMap(labels -> labels.stream())
                .distinct()
                .toList();
    }

    private int[] indices(List<String> labels) {
        return truth.stream().mapToInt(labels::indexOf).toArray();
    }

    private BitSet testRows() {
        BitSet rows = new BitSet();
        rows.set(0, truth.size());
        rows.andNot(apart);
        return rows;
    }
}
