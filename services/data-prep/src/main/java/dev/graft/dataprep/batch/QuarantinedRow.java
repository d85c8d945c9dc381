package dev.graft.dataprep.batch;

import dev.graft.dataprep.mapping.MappedRow;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row that is kept out of the data set, one line of a batch's quarantine.
 *
 * @param line where it starts in its source, from 1; of an archive, its place in it
 * @param rule name of the rule that it breaks
 * @param text its text after mapping and cleaning; only the beginning where it is longer than any text may be, or where
 *     the row could not be taken apart; null: it has none
 * @param textPair the second text of a pair; null: it has none
 * @param label its label; null: it has none
 * @param group what it has in common with others; null: it stands alone
 * @param image its path in an archive, or its URI; null: it is none
 * @param features its values by the task's columns, as they are written and in the task's units; null: it has none
 */
public record QuarantinedRow(
        long line,
        String rule,
        String reason,
        @Nullable String text,
        @Nullable String textPair,
        @Nullable String label,
        @Nullable String group,
        @Nullable String image,
        @Nullable Map<String, String> features) {

    /** What can be shown of a row. */
    record Shown(
            long line,
            @Nullable String text,
            @Nullable String textPair,
            @Nullable String label,
            @Nullable String group,
            @Nullable String image,
            @Nullable Map<String, String> features) {
        /** A row of which only the beginning can be shown. */
        static Shown beginning(long line, String excerpt) {
            return new Shown(line, excerpt, null, null, null, null, null);
        }

        static Shown image(long line, String name, @Nullable String label, @Nullable String group) {
            return new Shown(line, null, null, label, group, name, null);
        }

        static Shown text(MappedRow row) {
            return new Shown(row.line(), row.text(), row.pair(), row.label(), row.group(), null, null);
        }

        static Shown numbers(long line, Map<String, String> features, @Nullable String label, @Nullable String group) {
            return new Shown(line, null, null, label, group, null, features);
        }

        QuarantinedRow breaking(String rule, String reason) {
            return new QuarantinedRow(line, rule, reason, text, textPair, label, group, image, features);
        }
    }
}
