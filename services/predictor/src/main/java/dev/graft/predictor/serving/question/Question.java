package dev.graft.predictor.serving.question;

import dev.graft.contracts.task.Task;
import dev.graft.predictor.serving.Input;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is asked, in the one field that suits the model, or of pairs of texts in two.
 *
 * @param texts up to 256 of at most 20,000 characters; or one {@code text}
 * @param textPairs of a model that reads pairs, the second text of each of {@code texts}; or one {@code textPair} beside one
 *     {@code text}
 * @param images up to 16 JPEG or PNG files in Base64; or one {@code image}
 * @param rows up to 256 with values by the columns' names: numbers, words, truth values, null where one is missing; or one
 *     {@code row}
 * @param dataSource that the rows come from; null, or one that the model does not know: they are read as all rows are
 */
public record Question(
        @Nullable String text,
        @Nullable List<String> texts,
        @Nullable String textPair,
        @Nullable List<String> textPairs,
        @Nullable String image,
        @Nullable List<String> images,
        @Nullable Map<String, @Nullable Object> row,
        @Nullable List<@Nullable Map<String, @Nullable Object>> rows,
        @Nullable String dataSource) {

    public static final Question NONE = new Question(null, null, null, null, null, null, null, null, null);

    private static final Map<String, String> FORMS = Map.of(
            Task.TEXT,
            "{\"text\": \"…\"} or {\"texts\": [\"…\", …]}",
            Task.TEXT_PAIR,
            "{\"text\": \"…\", \"textPair\": \"…\"} or {\"texts\": [\"…\", …], \"textPairs\": [\"…\", …]}",
            Task.IMAGE,
            "{\"image\": \"…\"} or {\"images\": [\"…\", …]}, the files in Base64",
            Task.TABULAR,
            "{\"row\": {\"NAME\": VALUE, …}} or {\"rows\": [{…}, …]}; GET /models/{task} lists the columns");

    private static final Map<String, String> NOUNS =
            Map.of(Task.TEXT, "texts", Task.TEXT_PAIR, "pairs of texts", Task.IMAGE, "images", Task.TABULAR, "rows");

    /** @param modality of the model that is asked; null: there is none, and what is asked has to be well-formed alone */
    public List<Input> inputs(@Nullable String modality) throws InvalidInput {
        String wanted = modality == null ? modality() : modality;
        long given = Stream.of(text, texts, image, images, row, rows)
                .filter(Objects::nonNull)
                .count();
        if (given == 1 && pairedRightly(wanted)) {
            List<Input> inputs = read(wanted);
            if (inputs != null) {
                return inputs;
            }
        }
        String beginning =
                modality == null ? "Send either " : "The model reads " + NOUNS.get(wanted) + ": send either ";
        throw new InvalidInput(beginning + FORMS.get(wanted));
    }

    /** What it looks like. */
    private String modality() {
        if (row != null || rows != null) {
            return Task.TABULAR;
        }
        if (image != null || images != null) {
            return Task.IMAGE;
        }
        return textPair != null || textPairs != null ? Task.TEXT_PAIR : Task.TEXT;
    }

    /** Whether there are second texts where the model reads them, in the form of the first ones, and else none. */
    private boolean pairedRightly(String wanted) {
        return wanted.equals(Task.TEXT_PAIR)
                ? (text == null) == (textPair == null) && (texts == null) == (textPairs == null)
                : textPair == null && textPairs == null;
    }

    /** Null: there is nothing of what is wanted. */
    private @Nullable List<Input> read(String wanted) throws InvalidInput {
        var table = several(row, rows);
        if (wanted.equals(Task.TABULAR)) {
            return table == null ? null : RowInputs.of("rows", table, dataSource);
        }
        List<String> strings = wanted.equals(Task.IMAGE) ? several(image, images) : several(text, texts);
        if (wanted.equals(Task.TEXT_PAIR)) {
            List<String> second = several(textPair, textPairs);
            return strings == null || second == null
                    ? null
                    : PairInputs.of(List.of("texts", "textPairs"), strings, second);
        }
        return strings == null ? null : StringInputs.of(wanted, NOUNS.getOrDefault(wanted, ""), strings);
    }

    private static <T> @Nullable List<T> several(@Nullable T one, @Nullable List<T> several) {
        return one == null ? several : List.of(one);
    }
}
