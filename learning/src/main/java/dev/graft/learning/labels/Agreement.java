package dev.graft.learning.labels;

import java.util.List;

/**
 * How many rows' given labels are the ones that probes find most probable.
 *
 * @param agreeing of {@code rows}
 */
public record Agreement(int agreeing, int rows) {

    static Agreement of(List<JudgedRow> rows) {
        return new Agreement((int) rows.stream().filter(JudgedRow::agrees).count(), rows.size());
    }

    /** In [0, 1]; 0 of no rows. */
    public double share() {
        return rows == 0 ? 0 : agreeing / (double) rows;
    }
}
