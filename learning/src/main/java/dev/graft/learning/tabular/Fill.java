package dev.graft.learning.tabular;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Puts a number of its column in place of each missing value. */
record Fill(double[] values) implements Transformation {

    static Fill from(JsonNode json) {
        return new Fill(FittedNumbers.vector(json, "fill"));
    }

    @Override
    public int inputs() {
        return values.length;
    }

    @Override
    public int outputs() {
        return values.length;
    }

    @Override
    public double[] apply(double[] row, @Nullable String domain) {
        double[] filled = row.clone();
        for (int i = 0; i < filled.length; i++) {
            if (Double.isNaN(filled[i])) {
                filled[i] = values[i];
            }
        }
        return filled;
    }

    @Override
    public long size() {
        return values.length;
    }

    @Override
    public void write(ObjectNode json) {
        FittedNumbers.put(json, "fill", values);
    }
}
