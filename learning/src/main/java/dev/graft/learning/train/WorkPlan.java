package dev.graft.learning.train;

import java.util.List;
import java.util.function.Predicate;

/**
 * How much work a run is, in rows that go once through the layers that learn.
 *
 * @param phases of the run
 * @param tabulates whether a phase reads features that are computed once
 * @param rowsPerPass training rows and replayed ones
 * @param cachedRows rows of which the frozen stages' output is computed once; 0: it is not
 * @param tableRows rows in a table
 */
record WorkPlan(List<Phase> phases, Predicate<Phase> tabulates, int rowsPerPass, int cachedRows, int tableRows) {

    /** Work units of a row through the frozen layers, and through the head alone. */
    static final double PREPARE_UNITS = 0.3;

    private static final double PROBE_UNITS = 0.003;

    /** Units of one training row in a phase. */
    double units(Phase phase) {
        return tabulates.test(phase) ? PROBE_UNITS : 1;
    }

    /** Units of the whole run. */
    double total() {
        long tables = phases.stream().filter(tabulates).count();
        int epochs = phases.stream().mapToInt(Phase::epochs).sum();
        return unitsUpTo(epochs) + PREPARE_UNITS * (cachedRows + tables * tableRows);
    }

    /** Units of an earlier attempt's epochs, with the tables that no later epoch needs. */
    double done(int epochs) {
        int last = 0;
        int tables = 0;
        for (Phase phase : phases) {
            last += phase.epochs();
            tables += tabulates.test(phase) && epochs >= last ? 1 : 0;
        }
        return unitsUpTo(epochs) + tables * PREPARE_UNITS * tableRows;
    }

    private double unitsUpTo(int epochs) {
        double units = 0;
        int left = epochs;
        for (Phase phase : phases) {
            int counted = Math.min(left, phase.epochs());
            units += (double) counted * phase.passes() * rowsPerPass * units(phase);
            left -= counted;
        }
        return units;
    }
}
