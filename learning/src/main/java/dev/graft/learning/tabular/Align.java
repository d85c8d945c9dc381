package dev.graft.learning.tabular;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Maps rows of known domains to where the target's rows are. Rows of the target and of unknown domains stay as they are.
 *
 * @param mean of the target's rows
 * @param byDomain maps that are square
 */
record Align(double[] mean, SortedMap<String, LinearMap> byDomain) implements Transformation {

    Align {
        for (LinearMap map : byDomain.values()) {
            if (map.origin().length != mean.length || map.outputs() != mean.length) {
                throw new IllegalArgumentException("a map of " + map.origin().length + " to " + map.outputs()
                        + " columns does not fit " + mean.length + " columns");
            }
        }
    }

    static Align from(JsonNode json) {
        SortedMap<String, LinearMap> byDomain = new TreeMap<>();
        for (Map.Entry<String, JsonNode> domain : json.path("domains").properties()) {
            byDomain.put(domain.getKey(), LinearMap.from(domain.getValue()));
        }
        return new Align(FittedNumbers.vector(json, "mean"), byDomain);
    }

    @Override
    public int inputs() {
        return mean.length;
    }

    @Override
    public int outputs() {
        return mean.length;
    }

    @Override
    public double[] apply(double[] row, @Nullable String domain) {
        LinearMap map = domain == null ? null : byDomain.get(domain);
        if (map == null) {
            return row.clone();
        }
        double[] mapped = map.apply(row);
        for (int i = 0; i < mapped.length; i++) {
            mapped[i] += mean[i];
        }
        return mapped;
    }

    @Override
    public long size() {
        return mean.length
                + byDomain.values().stream().mapToLong(LinearMap::size).sum();
    }

    @Override
    public void write(ObjectNode json) {
        FittedNumbers.put(json, "mean", mean);
        ObjectNode domains = json.putObject("domains");
        byDomain.forEach((name, map) -> map.write(domains.putObject(name)));
    }
}
