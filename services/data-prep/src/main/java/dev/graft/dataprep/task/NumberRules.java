package dev.graft.dataprep.task;

import dev.graft.contracts.task.DataSource;
import dev.graft.contracts.task.Features;
import dev.graft.dataprep.mapping.NumberMapping;
import dev.graft.learning.tabular.FeatureRecipe;
import dev.graft.learning.tabular.TabularColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a declaration of rows of numbers must satisfy; each check throws {@link IllegalArgumentException} with the fault. */
final class NumberRules {
    private NumberRules() {}

    /** Whether the columns and the steps make sense. */
    static void check(Features features) {
        try {
            if (features.columns() != null) {
                NumberMapping.columns(features);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("columns: " + e.getMessage(), e);
        }
        try {
            FeatureRecipe.of(Objects.requireNonNull(features.steps()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("steps: " + e.getMessage(), e);
        }
    }

    /** Whether a data source gives rows of such features. Which columns it has shows when the task's are known. */
    static void check(DataSource source, Features features) {
        if (!source.equals(new DataSource(
                null,
                source.label(),
                source.labels(),
                null,
                source.units(),
                source.group(),
                source.columns(),
                source.licence()))) {
            throw new IllegalArgumentException(
                    "text: rows of numbers have no text and no terms; leave both out, and name columns in 'columns'");
        }
        NumberMapping.of(features.columns() == null ? named(source) : NumberMapping.columns(features), source);
    }

    /** As if the task had just those columns that the source speaks of. */
    private static TabularColumns named(DataSource source) {
        Map<String, String> renamed = Objects.requireNonNull(source.columns());
        List<String> names = new ArrayList<>(renamed.keySet());
        Objects.requireNonNull(source.units()).keySet().stream()
                .filter(column -> !renamed.containsValue(column) && !renamed.containsKey(column))
                .forEach(names::add);
        return TabularColumns.named(names.isEmpty() ? List.of("any") : names);
    }

    /**
     * Why columns may not follow those of an earlier version, whose rows are in the data set: they may only be added behind
     * them, and words behind a column's words. Empty: they may.
     */
    static Optional<String> change(Features before, Features now) {
        List<Features.Column> known = Objects.requireNonNullElse(before.columns(), List.of());
        List<Features.Column> wish = Objects.requireNonNullElse(now.columns(), List.of());
        for (int i = 0; i < known.size(); i++) {
            if (i >= wish.size() || !continues(known.get(i), wish.get(i))) {
                return Optional.of("features.columns: rows are taken in with '"
                        + known.get(i).name() + "' as column " + (i + 1)
                        + "; keep the columns and their words in their order, and add new ones behind them");
            }
        }
        return Optional.empty();
    }

    private static boolean continues(Features.Column before, Features.Column now) {
        List<String> known = before.values();
        List<String> words = now.values();
        return before.name().equals(now.name())
                && (known == null
                        ? words == null
                        : words != null
                                && words.size() >= known.size()
                                && words.subList(0, known.size()).equals(known));
    }
}
