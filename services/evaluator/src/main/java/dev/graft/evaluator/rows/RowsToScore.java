package dev.graft.evaluator.rows;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.task.Task;
import dev.graft.evaluator.answering.HeldOut;
import dev.graft.learning.gate.Slice;
import dev.graft.learning.gate.TestSplit;
import dev.graft.learning.slices.Condition;
import dev.graft.learning.slices.Traits;
import dev.graft.learning.slices.WeakSpots;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The rows that challenger and champion answer: the test rows, then those of the golden set, then some test rows once more
 * with a small change. All but the test rows are apart: they make slices of their own and count in no other.
 */
public final class RowsToScore {
    /** Rows that are changed, of each kind: some hundred tell a fall of a few points, and cost a second. */
    private static final int MOST_CHANGED = 200;

    private static final int MOST_WEAK_SPOTS = 3;

    private final Task task;
    private final int tests;
    private final List<DatasetRow> rows;
    private final Map<String, BitSet> slices;
    private final Map<String, BitSet> changedRows = new LinkedHashMap<>();

    private RowsToScore(HeldOut held) {
        this.task = held.manifest().task();
        this.tests = held.test().size();
        this.rows = new ArrayList<>(held.test());
        this.slices = new LinkedHashMap<>();
        addApart(Slice.GOLDEN_SET, held.golden());
        slices.putAll(RowSlices.of(held.test(), task));
        BitSet sample = sample();
        for (RowChange change : RowChange.of(task)) {
            changedRows.put(change.name(), sample);
            addApart(
                    Slice.perturbedBy(change.name()),
                    sample.stream().mapToObj(row -> change.of(rows.get(row))).toList());
        }
    }

    /** The rows of a snapshot's task. */
    public static RowsToScore of(HeldOut held) {
        return new RowsToScore(held);
    }

    private void addApart(String slice, List<DatasetRow> further) {
        if (!further.isEmpty()) {
            BitSet at = new BitSet();
            at.set(rows.size(), rows.size() + further.size());
            rows.addAll(further);
            slices.put(slice, at);
        }
    }

    /** Those of the least ids, which are hashes: a random sample of which most stays as further rows come. */
    private BitSet sample() {
        return IntStream.range(0, tests)
                .boxed()
                .sorted(Comparator.comparing(row -> rows.get(row).rowId()))
                .limit(MOST_CHANGED)
                .collect(BitSet::new, BitSet::set, BitSet::or);
    }

    /** All rows, in the order in which models answer them. */
    public List<DatasetRow> rows() {
        return rows;
    }

    /** How many of them, from the first on, are test rows. */
    public int tests() {
        return tests;
    }

    /** The true label of each row. */
    public List<String> truth() {
        return rows.stream().map(DatasetRow::label).toList();
    }

    /** By the name of a change, the test rows that it was made on. */
    public Map<String, BitSet> changedRows() {
        return changedRows;
    }

    /**
     * The rows with their slices, among them those where something goes wrong most often.
     *
     * @param wrong the rows on which it goes wrong
     */
    public TestSplit split(BitSet wrong, int fewestRows) {
        BitSet apart = new BitSet();
        apart.set(tests, rows.size());
        Map<String, BitSet> all = new LinkedHashMap<>(slices);
        List<Traits> traits = rows.subList(0, tests).stream()
                .map(row -> RowTraits.of(row, task))
                .toList();
        for (Condition found : new WeakSpots(MOST_WEAK_SPOTS, fewestRows).find(traits, wrong)) {
            BitSet judged = WeakSpots.judgedRows(tests);
            judged.stream().filter(row -> !found.holds(traits.get(row))).forEach(judged::clear);
            all.put(Slice.discovered(found.words()), judged);
        }
        return new TestSplit(truth(), apart, all);
    }
}
