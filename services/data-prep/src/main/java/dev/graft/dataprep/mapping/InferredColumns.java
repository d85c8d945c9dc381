package dev.graft.dataprep.mapping;

import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.task.DataSource;
import dev.graft.contracts.task.Features;
import dev.graft.dataprep.reading.RawRow;
import dev.graft.dataprep.reading.Wanted;
import dev.graft.learning.tabular.ColumnValue;
import dev.graft.learning.tabular.TabularColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The columns that the first rows of a batch have: one of which every value is a number holds numbers, one of a few words
 * that repeat holds words; others, such as free texts, dates and names, are left out. Nothing is required, and no value
 * gets a range: what later batches may bring is not known. Not thread-safe.
 */
public final class InferredColumns {
    private static final int MAX_ROWS = 10_000;
    private static final int MAX_WORDS = 50;
    private static final int LONGEST_WORD = 40;

    /** A word that stands in fewer rows than this on average is more of a name. */
    private static final int LEAST_ROWS_A_WORD = 2;

    private final Labelling labels;
    private final Map<String, String> taskNames = new LinkedHashMap<>();
    private final Map<String, Seen> bySourceName = new LinkedHashMap<>();
    private int rows;

    private InferredColumns(Labelling labels) {
        this.labels = labels;
    }

    /** What was seen of a column. */
    private static final class Seen {
        private final TabularColumn asNumbers;
        private final Set<String> words = new TreeSet<>();
        private boolean numbers = true;
        private boolean fewWords = true;
        private int present;

        Seen(String name) {
            this.asNumbers = TabularColumn.named(name);
        }

        void add(String written) {
            ColumnValue value = asNumbers.read(written);
            if (value instanceof ColumnValue.Right right && Double.isNaN(right.number())) {
                return;
            }
            present++;
            numbers &= value instanceof ColumnValue.Right;
            String word = written.strip();
            fewWords &= word.length() <= LONGEST_WORD;
            if (fewWords) {
                words.add(word);
                fewWords = words.size() <= MAX_WORDS;
            }
        }

        boolean holdsNumbers() {
            return present > 0 && numbers;
        }

        boolean holdsWords() {
            return !numbers && fewWords && words.size() >= 2 && present >= LEAST_ROWS_A_WORD * words.size();
        }
    }

    /** @param source that the batch names; null: the rows come in the task's own columns */
    public static InferredColumns of(BatchLabelled batch, @Nullable DataSource source) {
        if (source == null) {
            return new InferredColumns(Labelling.ofColumns(
                    batch.source() == null ? null : batch.source().columns()));
        }
        if (batch.source() == null) {
            return new InferredColumns(Labelling.ofInline(source));
        }
        InferredColumns columns = new InferredColumns(Labelling.of(source));
        Objects.requireNonNull(source.columns())
                .forEach((task, ofSource) -> columns.taskNames.putIfAbsent(ofSource, task));
        return columns;
    }

    /** Everything that a source has. */
    public Wanted wanted() {
        return new Wanted(labels.columns().toList(), Set.of(), NumberMapping.FEATURES, true, true);
    }

    public boolean asksForMore() {
        return rows < MAX_ROWS;
    }

    public void add(RawRow.Fields row) {
        rows++;
        row.values().forEach((column, written) -> {
            if (bySourceName.containsKey(column) || bySourceName.size() < Features.MAX_COLUMNS) {
                bySourceName
                        .computeIfAbsent(column, name -> new Seen(taskNames.getOrDefault(name, name)))
                        .add(written);
            }
        });
    }

    /** In the order of their names. */
    public List<Features.Column> all() {
        Set<String> others = new TreeSet<>(bySourceName.keySet());
        labels.columns().forEach(others::remove);
        List<Features.Column> columns = new ArrayList<>();
        for (String name : others) {
            Seen seen = Objects.requireNonNull(bySourceName.get(name));
            if (seen.holdsNumbers()) {
                columns.add(Features.Column.named(seen.asNumbers.name()));
            } else if (seen.holdsWords()) {
                columns.add(new Features.Column(seen.asNumbers.name(), null, null, null, List.copyOf(seen.words)));
            }
        }
        return columns;
    }
}
