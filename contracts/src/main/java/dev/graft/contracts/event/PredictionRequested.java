package dev.graft.contracts.event;

import dev.graft.contracts.EventData;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question to a task's champion. Exactly one of {@code texts}, {@code images} and {@code rows} is given: what the model
 * reads. The record's key is the asker's own; requests of one key are answered in their order.
 *
 * @param texts 1 to {@value #MAX_INPUTS} of at most 20,000 characters
 * @param textPairs of a model that reads pairs, the second text of each of {@code texts}; null: it reads single ones
 * @param images 1 to {@value #MAX_IMAGES} JPEG or PNG files in Base64; they have to fit into the event
 * @param rows 1 to {@value #MAX_INPUTS} with values by the columns' names: numbers, words or truth values; what is not named,
 *     or null, is missing
 * @param dataSource that the rows come from; null, or one that the model does not know: they are read as all rows are
 */
public record PredictionRequested(
        String task,
        @Nullable List<String> texts,
        @Nullable List<String> textPairs,
        @Nullable List<String> images,
        @Nullable List<Map<String, Object>> rows,
        @Nullable String dataSource)
        implements EventData {

    /** The most texts or rows of a request. */
    public static final int MAX_INPUTS = 256;

    public static final int MAX_IMAGES = 16;

    public PredictionRequested {
        rows = rows == null
                ? null
                : rows.stream().map(PredictionRequested::withoutGaps).toList();
    }

    /** Some texts. */
    public static PredictionRequested ofTexts(String task, List<String> texts) {
        return new PredictionRequested(task, texts, null, null, null, null);
    }

    private static Map<String, Object> withoutGaps(Map<String, Object> row) {
        Map<String, Object> present = new LinkedHashMap<>(row);
        present.values().removeIf(Objects::isNull);
        return Collections.unmodifiableMap(present);
    }
}
