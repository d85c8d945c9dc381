package dev.graft.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.graft.contracts.EventData;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An input whose label a person should say: the next batch learns most from it. Exactly one of {@code text}, {@code image}
 * and {@code row} is given.
 *
 * @param itemId SHA-256 of the input as it was asked: the same input has the same
 * @param reason why this one
 * @param text that was asked
 * @param textPair the second text of a pair; null: there is none
 * @param image a JPEG or PNG file in Base64
 * @param row values by the columns' names, as they were asked; one that is not named is missing
 * @param dataSource that the row came from; null: the request named none
 * @param suggestion what the champion says
 * @param labels all labels of the task
 */
public record LabellingWanted(
        String task,
        String itemId,
        Reason reason,
        @Nullable String text,
        @Nullable String textPair,
        @Nullable String image,
        @Nullable Map<String, Object> row,
        @Nullable String dataSource,
        Opinion suggestion,
        List<String> labels)
        implements EventData {

    public LabellingWanted {
        row = row == null ? null : withoutGaps(row);
        labels = List.copyOf(labels);
    }

    /** Why a person should look. */
    public enum Reason {
        /** The champion is unsure. */
        @JsonProperty("low-confidence")
        LOW_CONFIDENCE,
        /** Champion and shadow disagree. */
        @JsonProperty("disagreement")
        DISAGREEMENT
    }

    private static Map<String, Object> withoutGaps(Map<String, Object> row) {
        Map<String, Object> present = new LinkedHashMap<>(row);
        present.values().removeIf(Objects::isNull);
        return Collections.unmodifiableMap(present);
    }
}
