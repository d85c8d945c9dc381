package dev.graft.evaluator.rows;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.RowContent;
import dev.graft.contracts.task.Features;
import dev.graft.contracts.task.Task;
import dev.graft.learning.slices.Traits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the search for weak spots may tell rows apart by. */
final class RowTraits {
    private RowTraits() {}

    static Traits of(DatasetRow row, Task task) {
        Map<String, Double> numbers = new HashMap<>();
        Map<String, String> words = new HashMap<>();
        words.put("label", row.label());
        if (row.dataSource() != null) {
            words.put("data source", row.dataSource());
        }
        if (row.content() instanceof RowContent.Text text) {
            ofText(text, numbers, words);
        } else if (row.content() instanceof RowContent.Numbers) {
            ofNumbers(row, task, numbers, words);
        }
        return new Traits(numbers, words);
    }

    private static void ofText(RowContent.Text text, Map<String, Double> numbers, Map<String, String> words) {
        String all = text.all();
        int characters = Math.max(1, all.codePointCount(0, all.length()));
        numbers.put("characters", (double) characters);
        numbers.put(
                "share of digits", all.codePoints().filter(Character::isDigit).count() / (double) characters);
        numbers.put(
                "share of capitals",
                all.codePoints().filter(Character::isUpperCase).count() / (double) characters);
        if (text.language() != null) {
            words.put("language", text.language());
        }
    }

    private static void ofNumbers(DatasetRow row, Task task, Map<String, Double> numbers, Map<String, String> words) {
        Features features = task.features();
        List<Features.Column> columns = features == null || features.columns() == null ? List.of() : features.columns();
        double[] values = row.numbers().values();
        for (int at = 0; at < Math.min(values.length, columns.size()); at++) {
            Features.Column column = columns.get(at);
            if (column.values() == null && !Double.isNaN(values[at])) {
                numbers.put(column.name(), values[at]);
            }
            String word = word(row, column, at, Function.identity());
            if (word != null) {
                words.put(column.name(), word);
            }
        }
    }

    /** What a row's word in a column makes; null where it has none. */
    static @Nullable String word(DatasetRow row, Features.Column column, int at, Function<String, String> makes) {
        List<String> values = column.values();
        if (values == null || !(row.content() instanceof RowContent.Numbers numbers) || at >= numbers.values().length) {
            return null;
        }
        double place = numbers.values()[at];
        return place >= 0 && place < values.size() ? makes.apply(values.get((int) place)) : null;
    }
}
