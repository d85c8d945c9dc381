package dev.graft.evaluator.rows;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.RowContent;
import dev.graft.contracts.task.Features;
import dev.graft.contracts.task.Task;
import dev.graft.learning.gate.Slice;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The slices that rows make by what is known of them: data source, class, batch, a text's length and language, and each word
 * of a column. A row that has no such thing is in no such slice; a slice that would hold every row is left out.
 */
final class RowSlices {
    /** Lower ends of the lengths in characters: four times as long each time, so that they stay the same as rows come. */
    private static final int[] LENGTHS = {1, 20, 80, 320, 1_280};

    private final List<DatasetRow> rows;
    private final Map<String, BitSet> slices = new TreeMap<>();

    private RowSlices(List<DatasetRow> rows) {
        this.rows = rows;
    }

    static Map<String, BitSet> of(List<DatasetRow> rows, Task task) {
        RowSlices slices = new RowSlices(rows);
        slices.cut(row -> row.dataSource() == null ? null : Slice.ofDataSource(row.dataSource()));
        slices.cut(row -> Slice.ofClass(row.label()));
        slices.cut(row -> Slice.ofBatch(row.batchId()));
        slices.cut(row -> row.content() instanceof RowContent.Text text ? length(text) : null);
        slices.cut(row -> row.content() instanceof RowContent.Text text && text.language() != null
                ? Slice.ofLanguage(text.language())
                : null);
        columns(task).forEach(slices::cut);
        return slices.slices;
    }

    private static String length(RowContent.Text text) {
        int characters = text.all().codePointCount(0, text.all().length());
        int at = LENGTHS.length - 1;
        while (at > 0 && characters < LENGTHS[at]) {
            at--;
        }
        return Slice.ofLength(LENGTHS[at], at + 1 < LENGTHS.length ? LENGTHS[at + 1] - 1 : null);
    }

    /** For each column of words, the slice that a row's word makes. */
    private static List<Function<DatasetRow, @Nullable String>> columns(Task task) {
        Features features = task.features();
        if (features == null || features.columns() == null) {
            return List.of();
        }
        List<Features.Column> columns = features.columns();
        return IntStream.range(0, columns.size())
                .filter(at -> columns.get(at).values() != null)
                .<Function<DatasetRow, @Nullable String>>mapToObj(at -> row -> RowTraits.word(
                        row,
                        columns.get(at),
                        at,
                        word -> Slice.ofColumn(columns.get(at).name(), word)))
                .toList();
    }

    private void cut(Function<DatasetRow, @Nullable String> sliceOf) {
        Set<String> made = new HashSet<>();
        for (int row = 0; row < rows.size(); row++) {
            String slice = sliceOf.apply(rows.get(row));
            if (slice != null) {
                slices.computeIfAbsent(slice, name -> new BitSet()).set(row);
                made.add(slice);
            }
        }
        made.stream()
                .filter(slice -> !slice.startsWith("data-source:"))
                .filter(slice -> slices.getOrDefault(slice, new BitSet()).cardinality() == rows.size())
                .forEach(slices::remove);
    }
}
