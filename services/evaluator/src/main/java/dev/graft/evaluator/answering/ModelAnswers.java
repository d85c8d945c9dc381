package dev.graft.evaluator.answering;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.evaluator.answering.LoadedModels.Held;
import dev.graft.learning.gate.ScoredRows;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The answers of models to held-out rows. A model's answer to a row never changes, so it is remembered by the model's
 * content and the row's id, within a bound: when a challenger becomes champion, or a snapshot grows by a batch, only the
 * new rows are computed. The least recently used model is forgotten first. Thread-safe.
 */
public final class ModelAnswers {
    /** Bytes of a remembered row beside its probabilities: id, array header and map entry. */
    private static final long ROW_BYTES = 192;

    private static final double ROUNDING = 1e-3;

    private final long maxBytes;
    private final LinkedHashMap<String, Known> known = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Nothing is known at first.
     *
     * @param maxBytes about how much memory the answers may take; 0: nothing is remembered
     */
    public ModelAnswers(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * The model's answers to the rows, in their order.
     *
     * @throws UnusableInput when the model cannot be loaded or answers with something else than probabilities
     */
    public ScoredRows of(Held model, List<DatasetRow> rows) throws UnusableInput {
        Known answers = knownOf(model);
        List<DatasetRow> missing = rows.stream()
                .filter(row -> !answers.byRow.containsKey(row.rowId()))
                .toList();
        Map<String, float[]> computed =
                missing.isEmpty() ? Map.of() : compute(model.classifier(), missing, answers.labels.size());
        float[][] probabilities = rows.stream()
                .map(row ->
                        Optional.ofNullable(computed.get(row.rowId())).orElseGet(() -> answers.byRow.get(row.rowId())))
                .toArray(float[][]::new);
        remember(model.id(), answers, computed);
        return new ScoredRows(answers.labels, probabilities);
    }

    /** The labels that the model can answer with. */
    public List<String> labels(Held model) throws UnusableInput {
        return knownOf(model).labels;
    }

    private Known knownOf(Held model) throws UnusableInput {
        Known present = find(model.id());
        return present != null ? present : new Known(model.classifier().labels(), new ConcurrentHashMap<>());
    }

    private synchronized @Nullable Known find(String id) {
        return known.get(id);
    }

    private static Map<String, float[]> compute(Classifier classifier, List<DatasetRow> rows, int labels)
            throws UnusableInput {
        float[][] probabilities =
                classifier.probabilities(rows.stream().map(DatasetRow::content).toList());
        Map<String, float[]> answers = new HashMap<>();
        for (int row = 0; row < probabilities.length; row++) {
            check(probabilities[row], labels);
            answers.put(rows.get(row).rowId(), probabilities[row]);
        }
        return answers;
    }

    private static void check(float[] row, int labels) throws UnusableInput {
        boolean shares = row.length == labels;
        double sum = 0;
        for (float value : row) {
            shares &= value >= 0 && value <= 1; // NaN is neither.
            sum += value;
        }
        if (!shares || Math.abs(sum - 1) > ROUNDING) {
            throw new UnusableInput("it answers a row with something else than " + labels + " probabilities");
        }
    }

    private synchronized void remember(String id, Known answers, Map<String, float[]> computed) {
        answers.byRow.putAll(computed);
        known.putIfAbsent(id, answers);
        Iterator<Known> oldest = known.values().iterator();
        long bytes = known.values().stream().mapToLong(Known::bytes).sum();
        while (bytes > maxBytes && oldest.hasNext()) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
    }

    private record Known(List<String> labels, Map<String, float[]> byRow) {
        long bytes() {
            return byRow.size() * (ROW_BYTES + (long) Float.BYTES * labels.size());
        }
    }
}
