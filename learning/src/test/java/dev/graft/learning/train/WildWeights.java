package dev.graft.learning.train;

import dev.graft.learning.TinyBert;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.tensor.HostTensor;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** A backbone with weights so large that a loss overflows. */
final class WildWeights {

    private WildWeights() {}

    static BackboneFiles files() {
        BackboneFiles tiny = TinyBert.files();
        SortedMap<String, HostTensor> weights = new TreeMap<>(tiny.weights());
        String last = "encoder.layer.1.output.LayerNorm.weight";
        float[] huge = new float[32];
        Arrays.fill(huge, 1e30f);
        weights.put(last, HostTensor.of(tiny.weights().get(last).shape(), huge));
        return new BackboneFiles("wild", tiny.config(), weights, tiny.tokenizer(), "wild", "other");
    }
}
