package dev.graft.dashboard.grafana;

import java.util.List;

/**
 * A table; with the columns {@code time}, {@code title}, {@code text} and {@code tags} Grafana takes it for annotations.
 *
 * @param type always {@code table}
 */
public record Rows(String type, List<Column> columns, List<List<Object>> rows) {

    /**
     * A column.
     *
     * @param type {@code time}, {@code string} or {@code number}
     */
    public record Column(String text, String type) {}

    static Rows of(List<List<Object>> rows) {
        return new Rows(
                "table",
                List.of(
                        new Column("time", "time"),
                        new Column("title", "string"),
                        new Column("text", "string"),
                        new Column("tags", "string")),
                rows);
    }
}
