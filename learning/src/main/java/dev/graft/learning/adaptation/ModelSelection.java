package dev.graft.learning.adaptation;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The choice among ways to learn, without any label of the target.
 *
 * @param chosen name of the way with the least risk, of equal ones the first by name
 * @param risks of each way, from 0 to 1
 */
public record ModelSelection(String chosen, SortedMap<String, Double> risks) {

    /**
     * Tries all ways.
     *
     * @param rounds of folds, see {@link SelectionRule#risk}
     */
    public static ModelSelection of(
            SelectionRule rule, Map<String, TransferLearner> ways, DomainPair pair, int rounds, long seed) {
        if (ways.isEmpty()) {
            throw new IllegalArgumentException("there is no way to choose from");
        }
        TreeMap<String, Double> risks = new TreeMap<>();
        ways.forEach((name, way) -> risks.put(name, rule.risk(way, pair, rounds, seed)));
        String chosen = risks.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        return new ModelSelection(chosen, risks);
    }
}
