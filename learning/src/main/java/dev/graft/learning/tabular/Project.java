package dev.graft.learning.tabular;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Gives a row its coordinates on some directions. */
record Project(LinearMap map) implements Transformation {

    static Project from(JsonNode json) {
        return new Project(LinearMap.from(json));
    }

    @Override
    public int inputs() {
        return map.origin().length;
    }

    @Override
    public int outputs() {
        return map.outputs();
    }

    @Override
    public double[] apply(double[] row, @Nullable String domain) {
        return map.apply(row);
    }

    @Override
    public List<String> names(List<String> names) {
        return IntStream.rangeClosed(1, outputs()).mapToObj(i -> "pca-" + i).toList();
    }

    @Override
    public long size() {
        return map.size();
    }

    @Override
    public void write(ObjectNode json) {
        map.write(json);
    }
}
