package dev.graft.dataprep.batch;

import org.jspecify.annotations.Nullable;

/**
 * A row that is kept out of the data set, one line of a batch's quarantine.
 *
 * @param line where it starts in its source, from 1
 * @param rule name of the rule that it breaks
 * @param text its text after mapping and cleaning; only the beginning where it is longer than any text may be, or where
 *     the row could not be taken apart; null: it has none
 * @param label its label; null: it has none
 * @param group what it has in common with others; null: it stands alone
 */
public record QuarantinedRow(
        long line,
        String rule,
        String reason,
        @Nullable String text,
        @Nullable String label,
        @Nullable String group) {

    /** A row of which only the beginning can be shown. */
    static QuarantinedRow unread(long line, String rule, String reason, String excerpt) {
        return new QuarantinedRow(line, rule, reason, excerpt, null, null);
    }
}
