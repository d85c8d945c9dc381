package dev.graft.dashboard.grafana;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be drawn. */
public enum Metric {
    RUNS("Runs begun, by what became of them", Choice.TASK),
    SCORES("Test scores of challengers, by task", Choice.TASK, Choice.SCORE),
    LOSSES("Loss curves of a run", Choice.RUN),
    BATCHES("Batches, by what became of them", Choice.TASK),
    ROWS("Rows accepted and kept out", Choice.TASK),
    PROMOTIONS("Promotions and rollbacks (table, annotations)", Choice.TASK),
    DEAD_LETTERS("Dead letters (table, annotations)");

    /** What a person narrows a metric with. */
    public enum Choice {
        /** None: all tasks. */
        TASK,
        /** {@code macro-f1} or {@code accuracy}; none: the first. */
        SCORE,
        RUN;

        /** As it is spelled in requests. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final String label;
    private final List<Choice> choices;

    Metric(String label, Choice... choices) {
        this.label = label;
        this.choices = List.of(choices);
    }

    /** As it is spelled in requests. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String label() {
        return label;
    }

    public List<Choice> choices() {
        return choices;
    }

    public static Optional<Metric> of(String word) {
        return Arrays.stream(values())
                .filter(metric -> metric.word().equals(word))
                .findFirst();
    }
}
