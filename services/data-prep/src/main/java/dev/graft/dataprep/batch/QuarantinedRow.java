package dev.graft.dataprep.batch;

import org.jspecify.annotations.Nullable;

/**
 * A row that is kept out of the data set, one line of a batch's quarantine.
 *
 * @param line where it starts in its source, from 1
 * @param rule name of the rule that it breaks
 * @param text the beginning of its text, or of the whole row where it could not be taken apart; null: it has none
 * @param label the beginning of its label; null: it has none
 */
public record QuarantinedRow(
        long line,
        String rule,
        String reason,
        @Nullable String text,
        @Nullable String label) {}
