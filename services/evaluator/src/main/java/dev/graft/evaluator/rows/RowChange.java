package dev.graft.evaluator.rows;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.RowContent;
import dev.graft.contracts.task.Task;
import dev.graft.learning.backbone.RowDraw;
import dev.graft.learning.text.TextInput;
import dev.graft.learning.text.augment.TextAugmentation;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A small change of rows that should not change what a model answers. The same row is always changed in the same way, so
 * that what a model answered once need not be asked again.
 *
 * @param name such as {@code typos}
 */
record RowChange(String name, Changer changer) {
    private static final double TYPOS = 0.03;
    private static final double NOISE = 0.05;
    private static final long SEED = 1_021;

    private static final TextAugmentation TYPING_ERRORS =
            new TextAugmentation(0, 0, 0, TYPOS, Collections.emptySortedMap(), 1);

    /** What the change does to a row's content. */
    @FunctionalInterface
    interface Changer {
        RowContent change(RowContent content, RowDraw draw);
    }

    /**
     * The changes for the rows of a task. Texts: a character in about thirty is mistyped; all letters are capital. Pictures:
     * a twentieth is cut off each side; the levels are noisy. Numbers: each is off by a twentieth of itself.
     */
    static List<RowChange> of(Task task) {
        if (task.ofImages()) {
            return List.of(
                    new RowChange("crop", (content, draw) -> PictureChange.cropped((RowContent.Image) content)),
                    new RowChange(
                            "noise",
                            (content, draw) -> PictureChange.noisy((RowContent.Image) content, draw.forStep(0))));
        }
        if (task.ofNumbers()) {
            return List.of(new RowChange(
                    "noise", (content, draw) -> noisy((RowContent.Numbers) content, task, draw.forStep(0))));
        }
        return List.of(
                new RowChange("typos", (content, draw) -> mistyped((RowContent.Text) content, draw)),
                new RowChange("case", (content, draw) -> capital((RowContent.Text) content)));
    }

    /** The changed row, with an id of its own. */
    DatasetRow of(DatasetRow row) {
        RowContent changed =
                changer.change(row.content(), new RowDraw(SEED, row.rowId().hashCode()));
        return new DatasetRow(
                row.rowId() + "~" + name, changed, row.label(), row.split(), row.batchId(), row.dataSource());
    }

    private static RowContent mistyped(RowContent.Text text, RowDraw draw) {
        TextInput changed = TYPING_ERRORS.apply(new TextInput(text.text(), text.pair()), draw);
        return new RowContent.Text(changed.text(), changed.pair(), text.language());
    }

    private static RowContent capital(RowContent.Text text) {
        String pair = text.pair() == null ? null : text.pair().toUpperCase(Locale.ROOT);
        return new RowContent.Text(text.text().toUpperCase(Locale.ROOT), pair, text.language());
    }

    /** Words stay what they are. */
    private static RowContent noisy(RowContent.Numbers numbers, Task task, SplittableRandom random) {
        double[] values = numbers.values().clone();
        for (int at = 0; at < values.length; at++) {
            boolean isWord = task.features() != null
                    && task.features().columns() != null
                    && at < task.features().columns().size()
                    && task.features().columns().get(at).values() != null;
            double factor = 1 + NOISE * (2 * random.nextDouble() - 1);
            values[at] = isWord ? values[at] : values[at] * factor;
        }
        return new RowContent.Numbers(values, numbers.domain());
    }
}
