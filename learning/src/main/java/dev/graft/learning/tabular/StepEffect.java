package dev.graft.learning.tabular;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a step did to the rows that it was fitted on.
 *
 * @param step as declared
 * @param columnsIn columns before
 * @param columnsOut columns behind it
 * @param figures by name, such as {@code valuesFilled}, {@code varianceExplained} and {@code coralDistanceBefore.DOMAIN}
 * @param dropped columns that went, each with why; the first {@value #MOST_DROPPED} of them
 */
@JsonPropertyOrder({"step", "columnsIn", "columnsOut", "figures", "dropped"})
public record StepEffect(
        String step, int columnsIn, int columnsOut, SortedMap<String, Double> figures, Map<String, String> dropped) {

    static final int MOST_DROPPED = 100;

    public StepEffect {
        figures = new TreeMap<>(figures);
        Map<String, String> first = new LinkedHashMap<>();
        dropped.entrySet().stream().limit(MOST_DROPPED).forEach(entry -> first.put(entry.getKey(), entry.getValue()));
        dropped = first;
    }

    /** The effect of a step that keeps all columns. */
    static StepEffect of(FeatureStep step, int columns, Map<String, Double> figures) {
        return new StepEffect(step.toString(), columns, columns, new TreeMap<>(figures), Map.of());
    }

    /** One line for a reader. */
    @Override
    public String toString() {
        String columns = columnsIn == columnsOut ? "" : ", " + columnsIn + " columns to " + columnsOut;
        List<String> parts = figures.entrySet().stream()
                .map(figure -> figure.getKey() + " " + figure.getValue())
                .toList();
        return step + columns + (parts.isEmpty() ? "" : ": " + String.join(", ", parts));
    }
}
