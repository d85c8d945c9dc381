package dev.graft.dataprep.check;

import dev.graft.dataprep.journal.RowSample;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The features of the rows that were looked at last of the tasks that were checked last, so that a data set's sample is
 * not embedded again for every batch: 1.5 KB a row at 384 numbers. Not thread-safe.
 */
final class FeatureCache {
    private static final int MAX_TASKS = 4;

    private final Map<String, Map<String, float[]>> byTask = new LinkedHashMap<>(8, 0.75f, true);

    /**
     * The features of both lists, of which those that were kept are not computed; afterwards these are kept and no others
     * of the task.
     */
    Features of(String task, FrozenFeatures.Source source, List<RowSample.Row> dataset, List<RowSample.Row> batch) {
        String key = task + " " + source.backbone();
        Map<String, float[]> before = byTask.getOrDefault(key, Map.of());
        Map<String, float[]> known = new HashMap<>();
        compute(source, dataset, before, known);
        compute(source, batch, before, known);
        byTask.put(key, known);
        if (byTask.size() > MAX_TASKS) {
            byTask.remove(byTask.keySet().iterator().next());
        }
        return new Features(pick(dataset, known), pick(batch, known));
    }

    /** Features of a data set's rows and of a batch's, {@code (rows, width)} each. */
    record Features(float[][] dataset, float[][] batch) {}

    private static void compute(
            FrozenFeatures.Source source,
            List<RowSample.Row> rows,
            Map<String, float[]> before,
            Map<String, float[]> known) {
        List<RowSample.Row> missing = rows.stream()
                .filter(row -> !before.containsKey(row.rowId()) && !known.containsKey(row.rowId()))
                .toList();
        rows.stream()
                .filter(row -> before.containsKey(row.rowId()))
                .forEach(row -> known.put(row.rowId(), before.get(row.rowId())));
        if (!missing.isEmpty()) {
            float[][] features =
                    source.of(missing.stream().map(RowSample.Row::text).toList());
            for (int i = 0; i < features.length; i++) {
                known.put(missing.get(i).rowId(), features[i]);
            }
        }
    }

    private static float[][] pick(List<RowSample.Row> rows, Map<String, float[]> known) {
        return rows.stream().map(row -> known.get(row.rowId())).toArray(float[][]::new);
    }
}
