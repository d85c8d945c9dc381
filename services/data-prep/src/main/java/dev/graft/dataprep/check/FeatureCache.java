package dev.graft.dataprep.check;

import dev.graft.dataprep.journal.RowSample;
import dev.graft.learning.labels.ProbeMemory;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was computed for the tasks that were checked last: features of the rows that were looked at last, 1.5 KB a row at 384
 * numbers and 5 KB at 1,280, and what was learnt from them; a data set's sample need not be embedded and learnt again for every batch. Not
 * thread-safe.
 */
final class FeatureCache {
    private static final int MAX_TASKS = 4;

    private final Map<String, Computed> byTask = new LinkedHashMap<>(8, 0.75f, true);

    /** What is kept of a task and its backbone. */
    private static final class Computed {
        private final ProbeMemory probes = new ProbeMemory();
        private Map<String, float[]> features = Map.of();
    }

    /**
     * Features of a data set's rows and of a batch's, {@code (rows, width)} each: a row that was looked at before has the
     * same array.
     *
     * @param probes what was learnt last
     */
    record Features(float[][] dataset, float[][] batch, ProbeMemory probes) {}

    /** Computes the features of rows, one vector each in their order. */
    @FunctionalInterface
    interface Computation {
        float[][] of(List<RowSample.Row> rows);
    }

    /**
     * The features of both, of which those that were kept are not computed; afterwards these are kept and no others.
     *
     * @param key of the task and the backbone
     */
    Features of(String key, Computation source, List<RowSample.Row> dataset, List<RowSample.Row> batch) {
        Computed computed = byTask.computeIfAbsent(key, name -> new Computed());
        Map<String, float[]> known = new HashMap<>();
        look(source, dataset, computed.features, known);
        look(source, batch, computed.features, known);
        computed.features = known;
        if (byTask.size() > MAX_TASKS) {
            byTask.remove(byTask.keySet().iterator().next());
        }
        return new Features(pick(dataset, known), pick(batch, known), computed.probes);
    }

    private static void look(
            Computation source, List<RowSample.Row> rows, Map<String, float[]> before, Map<String, float[]> known) {
        rows.stream()
                .filter(row -> before.containsKey(row.rowId()))
                .forEach(row -> known.put(row.rowId(), before.get(row.rowId())));
        List<RowSample.Row> missing =
                rows.stream().filter(row -> !known.containsKey(row.rowId())).toList();
        if (!missing.isEmpty()) {
            float[][] features = source.of(missing);
            for (int i = 0; i < features.length; i++) {
                known.put(missing.get(i).rowId(), features[i]);
            }
        }
    }

    private static float[][] pick(List<RowSample.Row> rows, Map<String, float[]> known) {
        return rows.stream().map(row -> known.get(row.rowId())).toArray(float[][]::new);
    }
}
