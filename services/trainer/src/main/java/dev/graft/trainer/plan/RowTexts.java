package dev.graft.trainer.plan;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.RowContent;
import dev.graft.learning.text.TextInput;
import dev.graft.learning.train.LabelledText;
import java.util.List;

/** Rows of texts, or of pairs of them, as the learning library reads them. */
public final class RowTexts {
    private RowTexts() {}

    public static List<LabelledText> of(List<DatasetRow> rows) {
        return rows.stream().map(RowTexts::of).toList();
    }

    /** The text, or two, of a row. */
    public static TextInput inputOf(DatasetRow row) {
        RowContent.Text texts = row.texts();
        return new TextInput(texts.text(), texts.pair());
    }

    private static LabelledText of(DatasetRow row) {
        return new LabelledText(inputOf(row), row.label());
    }
}
