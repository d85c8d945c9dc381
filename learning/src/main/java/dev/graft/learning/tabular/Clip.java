package dev.graft.learning.tabular;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Brings each value into a range of its column. */
record Clip(double[] least, double[] most) implements Transformation {

    Clip {
        FittedNumbers.requireSameLength("least and most", least, most);
        for (int i = 0; i < least.length; i++) {
            if (least[i] > most[i]) {
                throw new IllegalArgumentException("the range " + least[i] + " to " + most[i] + " is empty");
            }
        }
    }

    static Clip from(JsonNode json) {
        return new Clip(FittedNumbers.vector(json, "least"), FittedNumbers.vector(json, "most"));
    }

    @Override
    public int inputs() {
        return least.length;
    }

    @Override
    public int outputs() {
        return least.length;
    }

    @Override
    public double[] apply(double[] row, @Nullable String domain) {
        double[] clipped = new double[row.length];
        for (int i = 0; i < row.length; i++) {
            clipped[i] = Math.max(least[i], Math.min(most[i], row[i]));
        }
        return clipped;
    }

    @Override
    public long size() {
        return 2L * least.length;
    }

    @Override
    public void write(ObjectNode json) {
        FittedNumbers.put(json, "least", least);
        FittedNumbers.put(json, "most", most);
    }
}
