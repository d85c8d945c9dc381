package dev.graft.learning.tabular;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Moves and scales each column as the row's domain has it.
 *
 * @param pooled of all rows, for those whose domain has no moments of its own
 * @param byDomain moments of the domains
 */
record Scale(Moments pooled, SortedMap<String, Moments> byDomain) implements Transformation {

    Scale {
        for (Moments moments : byDomain.values()) {
            FittedNumbers.requireSameLength("the moments of domains", moments.mean(), pooled.mean());
        }
    }

    static Scale from(JsonNode json) {
        SortedMap<String, Moments> byDomain = new TreeMap<>();
        for (Map.Entry<String, JsonNode> domain : json.path("domains").properties()) {
            byDomain.put(domain.getKey(), Moments.from(domain.getValue()));
        }
        return new Scale(Moments.from(json), byDomain);
    }

    @Override
    public int inputs() {
        return pooled.mean().length;
    }

    @Override
    public int outputs() {
        return inputs();
    }

    @Override
    public double[] apply(double[] row, @Nullable String domain) {
        Moments own = domain == null ? null : byDomain.get(domain);
        return (own == null ? pooled : own).standardised(row);
    }

    @Override
    public long size() {
        return 2L * inputs() * (1 + byDomain.size());
    }

    @Override
    public void write(ObjectNode json) {
        pooled.write(json);
        ObjectNode domains = json.putObject("domains");
        byDomain.forEach((name, moments) -> moments.write(domains.putObject(name)));
    }
}
