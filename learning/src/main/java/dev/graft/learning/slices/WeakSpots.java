package dev.graft.learning.slices;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tribuo.Example;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * The search for the parts of the rows on which something goes wrong most often: a small decision tree learns from every
 * second row which rows those are, and its worst leaves are the parts, as in Chung et al., "Slice Finder" (2019), whose
 * tree search this is. A part that was found by looking for the worst looks worse than it is, so it is to be judged on the
 * <em>other</em> rows, on which nothing was looked for: {@link #judgedRows}.
 *
 * @param most how many parts are named
 * @param fewestRows how many rows a part has among those that are looked at, at least
 */
public record WeakSpots(int most, int fewestRows) {
    private static final int DEPTH = 3;
    private static final long SEED = 1;
    private static final LabelFactory LABELS = new LabelFactory();
    private static final Label WRONG = new Label("wrong");
    private static final Label FINE = new Label("fine");

    /** Throws {@link IllegalArgumentException} if a number is below 1. */
    public WeakSpots {
        if (most < 1 || fewestRows < 1) {
            throw new IllegalArgumentException("a search names one part of one row at least");
        }
    }

    /** The rows that a part is to be judged on, of so many: those that the search does not look at. */
    public static BitSet judgedRows(int rows) {
        BitSet judged = new BitSet();
        for (int row = 1; row < rows; row += 2) {
            judged.set(row);
        }
        return judged;
    }

    /**
     * The worst parts, the worst first; empty where nothing stands out, or the rows are too few to look.
     *
     * @param rows in an order that has nothing to do with their content
     * @param wrong the rows on which it goes wrong
     */
    public List<Condition> find(List<Traits> rows, BitSet wrong) {
        List<Integer> looked = new ArrayList<>();
        for (int row = 0; row < rows.size(); row += 2) {
            looked.add(row);
        }
        long errors = looked.stream().filter(wrong::get).count();
        if (looked.size() < 2 * fewestRows || errors == 0 || errors == looked.size()) {
            return List.of();
        }
        TreeModel<Label> tree = tree(rows, wrong, looked);
        double usual = (double) errors / looked.size();
        return conditions(tree).stream()
                .map(condition -> Found.of(condition, rows, wrong, looked))
                .filter(found -> found.rows >= fewestRows && found.share > usual)
                .sorted(Comparator.comparingDouble((Found found) -> -found.share))
                .limit(most)
                .map(Found::condition)
                .toList();
    }

    private TreeModel<Label> tree(List<Traits> rows, BitSet wrong, List<Integer> looked) {
        MutableDataset<Label> data =
                new MutableDataset<>(new SimpleDataSourceProvenance("rows that were tested", LABELS), LABELS);
        looked.forEach(row -> data.add(example(rows.get(row), wrong.get(row) ? WRONG : FINE)));
        CARTClassificationTrainer trainer =
                new CARTClassificationTrainer(DEPTH, fewestRows, 0, 1, new GiniIndex(), SEED);
        return trainer.train(data);
    }

    private static Example<Label> example(Traits row, Label label) {
        Map<String, Double> features = new HashMap<>(row.numbers());
        row.words().forEach((name, word) -> features.put(Traits.feature(name, word), 1.0));
        features.put("every row", 1.0);
        String[] names = features.keySet().stream().sorted().toArray(String[]::new);
        double[] values = new double[names.length];
        for (int at = 0; at < names.length; at++) {
            values[at] = features.getOrDefault(names[at], 0.0);
        }
        return new ArrayExample<>(label, names, values);
    }

    private static List<Condition> conditions(TreeModel<Label> tree) {
        List<Condition> conditions = new ArrayList<>();
        collect(tree.getRoot(), List.of(), tree.getFeatureIDMap(), conditions);
        return conditions;
    }

    private static void collect(
            Node<Label> node, List<Condition.Test> path, ImmutableFeatureMap features, List<Condition> conditions) {
        if (node instanceof SplitNode<Label> split) {
            String feature = features.get(split.getFeatureID()).getName();
            collect(split.getGreaterThan(), with(path, feature, split, true), features, conditions);
            collect(split.getLessThanOrEqual(), with(path, feature, split, false), features, conditions);
        } else if (!path.isEmpty()) {
            conditions.add(new Condition(path));
        }
    }

    private static List<Condition.Test> with(
            List<Condition.Test> path, String feature, SplitNode<Label> split, boolean above) {
        List<Condition.Test> longer = new ArrayList<>(path);
        longer.add(new Condition.Test(feature, feature.contains(" is "), split.splitValue(), above));
        return longer;
    }

    /** A leaf as the rows that were looked at see it. */
    private record Found(Condition condition, long rows, double share) {
        static Found of(Condition condition, List<Traits> rows, BitSet wrong, List<Integer> looked) {
            List<Integer> inside = looked.stream()
                    .filter(row -> condition.holds(rows.get(row)))
                    .toList();
            long errors = inside.stream().filter(wrong::get).count();
            return new Found(condition, inside.size(), inside.isEmpty() ? 0 : (double) errors / inside.size());
        }
    }
}
