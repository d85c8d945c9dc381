package dev.graft.dashboard.view;

import java.util.List;

/**
 * A run with its curve and its evaluations, oldest first.
 *
 * @param whole false: it is too old, and curve and evaluations are not remembered
 */
public record RunDetail(RunSummary run, List<Epoch> curve, List<EvaluationView> evaluations, boolean whole) {

    /** Of a run of which the line in the list is left. */
    public static RunDetail ofLine(RunSummary line) {
        return new RunDetail(line, List.of(), List.of(), false);
    }
}
