package dev.graft.learning.train;

import dev.graft.learning.backbone.TracedBackbone;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A trained network whose answers and ways a student learns; it never changes.
 *
 * @param <B> a batch of both networks' inputs
 * @param weights of the network and its head, by name
 * @param network makes it over weights on the device
 * @param layers that the student's are compared with, in their order, from 0
 */
public record Teacher<B>(
        SortedMap<String, HostTensor> weights, Function<Parameters, TracedBackbone<B>> network, List<Integer> layers) {

    public Teacher {
        weights = new TreeMap<>(weights);
        layers = List.copyOf(layers);
    }
}
