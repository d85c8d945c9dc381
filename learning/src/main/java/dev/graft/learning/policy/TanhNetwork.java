package dev.graft.learning.policy;

import dev.graft.learning.network.LinearLayer;
import java.util.List;

/** Linear layers with a tanh between each two, computed without the engine. Safe for many threads. */
record TanhNetwork(List<LinearLayer> layers) {

    TanhNetwork {
        layers = List.copyOf(layers);
    }

    double[] apply(double... observation) {
        double[] row = observation;
        for (int i = 0; i < layers.size(); i++) {
            row = layers.get(i).apply(row);
            if (i < layers.size() - 1) {
                for (int j = 0; j < row.length; j++) {
                    row[j] = Math.tanh(row[j]);
                }
            }
        }
        return row;
    }

    int parameters() {
        return layers.stream()
                .mapToInt(layer -> layer.weight().length + layer.bias().length)
                .sum();
    }
}
