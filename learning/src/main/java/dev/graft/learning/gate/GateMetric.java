package dev.graft.learning.gate;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.graft.learning.metrics.ClassificationReport;

/** The score, in [0, 1] and higher is better, by which challenger and champion are compared. */
public enum GateMetric {
    /** Mean F1 over the classes that have test rows: a rare class counts as much as a frequent one. */
    @JsonProperty("macro-f1")
    MACRO_F1("macro-f1", "macro F1") {
        @Override
        public double of(ClassificationReport report) {
            return report.supportedMacro().f1();
        }
    },
    /** Share of test rows answered rightly. */
    @JsonProperty("accuracy")
    ACCURACY("accuracy", "accuracy") {
        @Override
        public double of(ClassificationReport report) {
            return report.accuracy();
        }
    };

    private final String id;
    private final String words;

    GateMetric(String id, String words) {
        this.id = id;
        this.words = words;
    }

    /** The score of a report; 0 for a report of no rows. */
    public abstract double of(ClassificationReport report);

    /** The name in configuration and JSON, such as {@code macro-f1}. */
    public String id() {
        return id;
    }

    /** The name in a sentence, such as {@code macro F1}. */
    public String words() {
        return words;
    }

    /** The metric of this id; throws {@link IllegalArgumentException} naming the known ones. */
    public static GateMetric ofId(String id) {
        for (GateMetric metric : values()) {
            if (metric.id.equals(id)) {
                return metric;
            }
        }
        throw new IllegalArgumentException("unknown gate metric '" + id + "'; known are macro-f1 and accuracy");
    }
}
