package dev.graft.predictor.serving;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thing to classify, as a request carries it. */
public sealed interface Input {
    /** A text. */
    record Text(String text) implements Input {}

    /**
     * Two texts whose relation is asked for.
     *
     * @param textPair the second one
     */
    record Pair(String text, String textPair) implements Input {}

    /**
     * A picture.
     *
     * @param base64 the JPEG or PNG file
     */
    record Image(String base64) implements Input {}

    /**
     * A row of named values.
     *
     * @param values by the columns' names, as they were written; null or absent: the value is missing
     * @param dataSource that the row comes from; null where the request names none
     */
    record Row(
            Map<String, @Nullable String> values, @Nullable String dataSource) implements Input {}

    /** How large it is. */
    default long characters() {
        if (this instanceof Text text) {
            return text.text().length();
        }
        if (this instanceof Pair pair) {
            return (long) pair.text().length() + pair.textPair().length();
        }
        if (this instanceof Image image) {
            return image.base64().length();
        }
        Map<String, @Nullable String> values = ((Row) this).values();
        return values.keySet().stream().mapToLong(String::length).sum()
                + values.values().stream()
                        .mapToLong(value -> value == null ? 0 : value.length())
                        .sum();
    }

    /**
     * One of some inputs, as a model of a modality reads it.
     *
     * @throws UnreadableInput where it is of another modality
     */
    static <T extends Input> T at(int index, List<Input> inputs, Class<T> kind) {
        Input input = inputs.get(index);
        if (!kind.isInstance(input)) {
            throw new UnreadableInput(index, "the model reads something else", null);
        }
        return kind.cast(input);
    }
}
