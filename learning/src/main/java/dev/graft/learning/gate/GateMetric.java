package dev.graft.learning.gate;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.graft.learning.metrics.ClassificationReport;
import dev.graft.learning.significance.Score;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The score, at most 1 and higher is better, by which challenger and champion are compared. */
public enum GateMetric {
    /** Mean F1 over the classes that have test rows: a rare class counts as much as a frequent one. */
    @JsonProperty("macro-f1")
    MACRO_F1(Score.MACRO_F1) {
        @Override
        public double of(ClassificationReport report) {
            return report.supportedMacro().f1();
        }
    },
    /** Share of test rows answered rightly. */
    @JsonProperty("accuracy")
    ACCURACY(Score.ACCURACY) {
        @Override
        public double of(ClassificationReport report) {
            return report.accuracy();
        }
    },
    /** Mean recall over the classes that have test rows. */
    @JsonProperty("balanced-accuracy")
    BALANCED_ACCURACY(Score.BALANCED_ACCURACY) {
        @Override
        public double of(ClassificationReport report) {
            return report.balancedAccuracy();
        }
    },
    /** Mean F1 over the classes, each as heavy as its rows. */
    @JsonProperty("weighted-f1")
    WEIGHTED_F1(Score.WEIGHTED_F1) {
        @Override
        public double of(ClassificationReport report) {
            return report.weighted().f1();
        }
    },
    /** Matthews' correlation of truth and answers; below 0 for less than chance. */
    @JsonProperty("matthews-correlation")
    MATTHEWS_CORRELATION(Score.MATTHEWS_CORRELATION) {
        @Override
        public double of(ClassificationReport report) {
            return report.confusion().matthewsCorrelation();
        }
    },
    /** Cohen's kappa; below 0 for less than chance, 0 where it is not defined. */
    @JsonProperty("cohens-kappa")
    COHENS_KAPPA(Score.COHENS_KAPPA) {
        @Override
        public double of(ClassificationReport report) {
            return report.confusion().cohensKappa().orElse(0);
        }
    };

    private final Score score;

    GateMetric(Score score) {
        this.score = score;
    }

    /** The score of a report; 0 for a report of no rows. */
    public abstract double of(ClassificationReport report);

    /** The same as the score that resamples are compared by. */
    public Score score() {
        return score;
    }

    /** The name in configuration and JSON, such as {@code macro-f1}. */
    public String id() {
        return score.id();
    }

    /** The name in a sentence, such as {@code macro F1}. */
    public String words() {
        return score.words();
    }

    /** The metric of this id; throws {@link IllegalArgumentException} naming the known ones. */
    public static GateMetric ofId(String id) {
        for (GateMetric metric : values()) {
            if (metric.id().equals(id)) {
                return metric;
            }
        }
        String known = Arrays.stream(values()).map(GateMetric::id).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("unknown gate metric '" + id + "'; known are " + known);
    }
}
