package dev.graft.learning.gate;

import dev.graft.learning.metrics.ClassificationReport;
import dev.graft.learning.metrics.RankingScores;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one model scored: the labels it can answer with, and a report per slice.
 *
 * @param labels the labels the model knows; each report may list more, which the model then never answers
 * @param slices report by slice name, in the order in which verdicts name them; has {@link Slice#ALL}
 * @param rankings how well probabilities rank, by slice name; of slices that stand alone, and not of every one
 */
public record ModelScores(
        List<String> labels, Map<String, ClassificationReport> slices, Map<String, RankingScores> rankings) {

    /** An immutable value; throws {@link IllegalArgumentException} without a report on all test rows. */
    public ModelScores {
        labels = List.copyOf(labels);
        slices = Collections.unmodifiableMap(new LinkedHashMap<>(slices));
        rankings = Map.copyOf(rankings);
        if (!slices.containsKey(Slice.ALL)) {
            throw new IllegalArgumentException("a model is scored on the slice '" + Slice.ALL + "' at least");
        }
    }

    /** Scores of which no ranking is known. */
    public ModelScores(List<String> labels, Map<String, ClassificationReport> slices) {
        this(labels, slices, Map.of());
    }

    /** The report on the whole test split. */
    public ClassificationReport all() {
        return slice(Slice.ALL);
    }

    /** The report on this slice; throws {@link IllegalArgumentException} if there is none. */
    public ClassificationReport slice(String name) {
        ClassificationReport report = slices.get(name);
        if (report == null) {
            throw new IllegalArgumentException("no report on the slice '" + name + "'");
        }
        return report;
    }

    /** The labels of this model that the other does not know, in this model's order. */
    public List<String> labelsUnknownTo(ModelScores other) {
        return labels.stream().filter(label -> !other.labels.contains(label)).toList();
    }
}
