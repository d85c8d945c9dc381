package dev.graft.learning.train;

import dev.graft.learning.backbone.BertConfig;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.model.ClassifierFolder;
import dev.graft.learning.tensor.HostTensor;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The weights with which a student begins: its teacher without some of its layers (Sanh et al. 2019). */
final class LayerDrop {

    private LayerDrop() {}

    /**
     * The teacher's layers that the student's are made of, from 0: evenly spaced, the last one among them.
     *
     * @throws IllegalArgumentException where the teacher has fewer
     */
    static List<Integer> kept(int teacherLayers, int layers) {
        if (layers > teacherLayers) {
            throw new IllegalArgumentException(
                    "a student of " + layers + " layers cannot be made of a champion that has " + teacherLayers
                            + "; remedy: layers of at most as many");
        }
        return IntStream.rangeClosed(1, layers)
                .mapToObj(layer -> Math.toIntExact(Math.round((double) layer * teacherLayers / layers)) - 1)
                .toList();
    }

    static ClassifierFolder student(ClassifierFolder teacher, int layers) {
        ClassifierConfig large = teacher.config();
        BertConfig encoder = large.encoder();
        List<Integer> kept = kept(encoder.layers(), layers);
        SortedMap<String, HostTensor> weights = new TreeMap<>(teacher.weights());
        weights.keySet()
                .removeIf(name -> name.startsWith(encoder.family().layerNames().stack()));
        for (int layer = 0; layer < layers; layer++) {
            String from = encoder.layerPrefix(kept.get(layer));
            String to = encoder.layerPrefix(layer);
            teacher.weights().tailMap(from).entrySet().stream()
                    .takeWhile(weight -> weight.getKey().startsWith(from))
                    .forEach(weight -> weights.put(to + weight.getKey().substring(from.length()), weight.getValue()));
        }
        ClassifierConfig small =
                new ClassifierConfig(encoder.withLayers(layers), large.labels(), large.maxLength(), large.kind());
        return new ClassifierFolder(small, weights, teacher.tokenizer());
    }
}
