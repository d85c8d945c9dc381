package dev.graft.dataprep.batch;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.RowContent;
import dev.graft.dataprep.duplicate.Sketch;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A row that breaks no rule by itself, before it is compared with others.
 *
 * @param rowId of its content
 * @param label {@link DatasetRow#UNLABELLED}: it has none
 * @param group what it has in common with others; null: it stands alone
 * @param sampled what a sample may keep of its content, made when a sample takes the row
 * @param shown as the quarantine shows it, should it have to
 * @param sketch of its text where it is made already
 */
record Candidate(
        String rowId,
        RowContent content,
        String label,
        @Nullable String group,
        Supplier<RowContent> sampled,
        Supplier<QuarantinedRow.Shown> shown,
        Optional<Sketch> sketch) {

    /** Whether it says the same as a row with that label, as a row without a label always does. */
    boolean agreesWith(String other) {
        return label.equals(DatasetRow.UNLABELLED) || label.equals(other);
    }

    /** A row that has no sketch yet, or never will. */
    Candidate(
            String rowId,
            RowContent content,
            String label,
            @Nullable String group,
            Supplier<RowContent> sampled,
            Supplier<QuarantinedRow.Shown> shown) {
        this(rowId, content, label, group, sampled, shown, Optional.empty());
    }

    /** A row that a sample may keep as it is. */
    Candidate(
            String rowId,
            RowContent content,
            String label,
            @Nullable String group,
            Supplier<QuarantinedRow.Shown> shown) {
        this(rowId, content, label, group, () -> content, shown);
    }
}
