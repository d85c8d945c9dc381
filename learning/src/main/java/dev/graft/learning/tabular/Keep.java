package dev.graft.learning.tabular;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out columns.
 *
 * @param inputs columns before
 * @param kept numbers of those that stay, ascending, at least one
 */
record Keep(int inputs, int[] kept) implements Transformation {

    Keep {
        int before = -1;
        for (int column : kept) {
            if (column <= before || column >= inputs) {
                throw new IllegalArgumentException(
                        "kept columns must be ascending numbers from 0 to below " + inputs + ", not " + column);
            }
            before = column;
        }
        if (kept.length == 0) {
            throw new IllegalArgumentException("no column is left");
        }
    }

    static Keep from(JsonNode json) {
        return new Keep(json.path("inputs").asInt(), FittedNumbers.wholes(json, "kept"));
    }

    @Override
    public int outputs() {
        return kept.length;
    }

    @Override
    public double[] apply(double[] row, @Nullable String domain) {
        return Arrays.stream(kept).mapToDouble(column -> row[column]).toArray();
    }

    @Override
    public List<String> names(List<String> names) {
        return Arrays.stream(kept).mapToObj(names::get).toList();
    }

    @Override
    public long size() {
        return kept.length;
    }

    @Override
    public void write(ObjectNode json) {
        json.put("inputs", inputs);
        ArrayNode array = json.putArray("kept");
        Arrays.stream(kept).forEach(array::add);
    }
}
