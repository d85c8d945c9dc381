package dev.graft.dataprep.batch;

import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.task.DataSource;
import dev.graft.contracts.task.Features;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.check.Languages;
import dev.graft.dataprep.mapping.NumberMapping;
import dev.graft.dataprep.mapping.RowMapping;
import dev.graft.dataprep.reading.Wanted;
import dev.graft.learning.tabular.TabularColumns;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a table of a batch is read, texts or numbers.
 *
 * @param wanted of it
 * @param reading of its rows, a new one for each time that they are read
 */
record TableReading(Wanted wanted, Supplier<RowReading> reading) {
    /**
     * @param source that the batch names; null: the rows come in the task's own columns
     * @param languages of texts, where the task asks for them
     */
    static TableReading of(
            BatchLabelled batch, Task task, @Nullable DataSource source, BatchLimits limits, Languages languages) {
        Features features = task.features();
        if (features == null) {
            RowMapping all = mapping(batch, source, task.ofPairs());
            RowMapping mapping = batch.withoutLabels() ? all.withoutLabels() : all;
            return new TableReading(
                    mapping.wanted(),
                    () -> new TextReading(task, limits.maxTextChars(task), mapping, languages, !batch.withoutLabels()));
        }
        NumberMapping mapping = mapping(batch, NumberMapping.columns(features), source);
        return new TableReading(mapping.wanted(), () -> new NumberReading(task, mapping, batch.dataSource()));
    }

    /** @param pairs whether a row holds two texts */
    static RowMapping mapping(BatchLabelled batch, @Nullable DataSource source, boolean pairs) {
        if (source == null) {
            return RowMapping.ofColumns(names(batch), pairs);
        }
        return batch.source() == null ? RowMapping.ofInline(source, pairs) : RowMapping.of(source, pairs);
    }

    private static NumberMapping mapping(BatchLabelled batch, TabularColumns columns, @Nullable DataSource source) {
        if (source == null) {
            return NumberMapping.ofColumns(columns, names(batch));
        }
        return batch.source() == null ? NumberMapping.ofInline(columns, source) : NumberMapping.of(columns, source);
    }

    private static Map<String, String> names(BatchLabelled batch) {
        return batch.source() == null
                ? Map.of()
                : Objects.requireNonNullElse(batch.source().columns(), Map.of());
    }
}
