package dev.graft.learning.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The batches of one pass of contrastive learning: each row comes at least once, beside another row of its label, and
 * batches mix labels. The only row of a label is its own partner: dropout tells the two apart (Gao et al., EMNLP 2021).
 */
final class PairOrder {

    private PairOrder() {}

    static List<int[]> batches(int[] rows, int[] classes, int batchSize, Random random) {
        Map<Integer, List<Integer>> byLabel = new TreeMap<>();
        for (int row : rows) {
            byLabel.computeIfAbsent(classes[row], label -> new ArrayList<>()).add(row);
        }
        List<List<Integer>> pairs = new ArrayList<>();
        for (List<Integer> label : byLabel.values()) {
            Collections.shuffle(label, random);
            for (int i = 0; i < label.size(); i += 2) {
                int partner = i + 1 < label.size() ? i + 1 : Math.max(0, i - 1);
                pairs.add(List.of(label.get(i), label.get(partner)));
            }
        }
        Collections.shuffle(pairs, random);
        int pairsAtOnce = Math.max(1, batchSize / 2);
        List<int[]> batches = new ArrayList<>();
        for (int start = 0; start < pairs.size(); start += pairsAtOnce) {
            batches.add(PassOrder.numbers(pairs.subList(start, Math.min(pairs.size(), start + pairsAtOnce)).stream()
                    .flatMap(List::stream)
                    .toList()));
        }
        return batches;
    }
}
