package dev.graft.dashboard.grafana;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A curve.
 *
 * @param target its name
 * @param datapoints each a value and a time, milliseconds since 1970; oldest first
 */
public record Series(String target, List<List<Number>> datapoints) {

    static List<Series> of(Map<String, TreeMap<Long, Double>> pointsByName) {
        return pointsByName.entrySet().stream()
                .map(each -> new Series(
                        each.getKey(),
                        each.getValue().entrySet().stream()
                                .map(point -> List.<Number>of(point.getValue(), point.getKey()))
                                .toList()))
                .toList();
    }
}
