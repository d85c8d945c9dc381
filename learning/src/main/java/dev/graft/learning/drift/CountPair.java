package dev.graft.learning.drift;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How often the same kinds occur in a reference and in a batch, and the measures of their difference. Kinds that neither
 * has are left out.
 *
 * @param reference count of each kind
 * @param batch count of each kind
 */
record CountPair(long[] reference, long[] batch) {

    /** The counts of all names that either side has, in the names' order. */
    static CountPair of(Map<String, Long> reference, Map<String, Long> batch) {
        String[] names = names(reference, batch);
        return new CountPair(counts(names, reference), counts(names, batch));
    }

    /** The names that either side has at least once, in order. */
    static String[] names(Map<String, Long> reference, Map<String, Long> batch) {
        Set<String> names = new TreeSet<>(reference.keySet());
        names.addAll(batch.keySet());
        names.removeIf(name -> count(reference, name) + count(batch, name) == 0);
        return names.toArray(String[]::new);
    }

    static long count(Map<String, Long> counts, String name) {
        return counts.getOrDefault(name, 0L);
    }

    long referenceTotal() {
        return Arrays.stream(reference).sum();
    }

    long batchTotal() {
        return Arrays.stream(batch).sum();
    }

    /** Both sides together. */
    long[] pooled() {
        long[] pooled = new long[batch.length];
        Arrays.setAll(pooled, kind -> reference[kind] + batch[kind]);
        return pooled;
    }

    /** Half the sum of the shares' differences, in [0, 1]. */
    double totalVariation() {
        double n = referenceTotal();
        double m = batchTotal();
        double sum = 0;
        for (int kind = 0; kind < batch.length; kind++) {
            sum += Math.abs(reference[kind] / n - batch[kind] / m);
        }
        return sum / 2;
    }

    /**
     * The population stability index: Σ (q - p) ln(q / p) over the kinds, at least 0. So that no share is 0, ½ is added to
     * each count (and the shares still sum to 1).
     */
    double stabilityIndex() {
        double added = kinds() / 2.0;
        double n = referenceTotal() + added;
        double m = batchTotal() + added;
        double index = 0;
        for (int kind = 0; kind < batch.length; kind++) {
            if (reference[kind] + batch[kind] > 0) {
                double p = (reference[kind] + 0.5) / n;
                double q = (batch[kind] + 0.5) / m;
                index += (q - p) * Math.log(q / p);
            }
        }
        return index;
    }

    /**
     * What the index is on average where nothing changed: (kinds - 1) (1/n + 1/m), for samples that are large beside the
     * number of kinds (Yurdakul, "Statistical properties of population stability index", 2018).
     */
    double stabilityIndexByChance() {
        return (kinds() - 1.0) * (1.0 / referenceTotal() + 1.0 / batchTotal());
    }

    /**
     * The Jensen-Shannon distance, the root of the divergence in bits (Lin 1991; a metric: Endres and Schindelin 2003), in
     * [0, 1].
     */
    double jensenShannon() {
        double n = referenceTotal();
        double m = batchTotal();
        double divergence = 0;
        for (int kind = 0; kind < batch.length; kind++) {
            double p = reference[kind] / n;
            double q = batch[kind] / m;
            divergence += information(p, (p + q) / 2) + information(q, (p + q) / 2);
        }
        return Math.sqrt(Math.max(0, Math.min(1, divergence / 2)));
    }

    private static double information(double share, double mean) {
        return share == 0 ? 0 : share * Math.log(share / mean) / Math.log(2);
    }

    private long kinds() {
        return Arrays.stream(pooled()).filter(count -> count > 0).count();
    }

    private static long[] counts(String[] names, Map<String, Long> counts) {
        return Arrays.stream(names).mapToLong(name -> count(counts, name)).toArray();
    }
}
