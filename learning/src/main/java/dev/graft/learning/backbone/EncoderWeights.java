package dev.graft.learning.backbone;

import dev.graft.learning.tensor.HostTensor;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The encoder's weights among all tensors of a file.
 *
 * <p>Names may carry the family's prefix ({@code bert.}), and old checkpoints call the two weights of a layer norm gamma
 * and beta. A tensor below {@code embeddings.} or beside the layers belongs to the encoder and must be one that the
 * configuration knows: a superfluous one means that file and configuration do not belong together. What has any other
 * name is a pooler or a head and is left out.
 */
final class EncoderWeights {

    private static final int NAMED = 5;

    private EncoderWeights() {}

    /** @throws IllegalArgumentException where a weight is missing, superfluous or there twice, naming it */
    static SortedMap<String, HostTensor> select(String source, BertConfig config, Map<String, HostTensor> tensors) {
        SortedSet<String> missing = new TreeSet<>(config.shapes().keySet());
        SortedSet<String> superfluous = new TreeSet<>();
        SortedMap<String, HostTensor> weights = new TreeMap<>();
        tensors.forEach((given, tensor) -> {
            String name = plainName(config.family(), given);
            if (missing.remove(name)) {
                weights.put(name, tensor);
            } else if (weights.containsKey(name)) {
                throw new IllegalArgumentException(source + " has the weight " + name + " twice");
            } else if (isOfEncoder(config.family(), name)) {
                superfluous.add(given);
            }
        });
        refuse(source + " lacks weights of a " + config.family().modelType() + " encoder: ", missing);
        refuse(source + " has weights that its config.json does not speak of: ", superfluous);
        return weights;
    }

    private static String plainName(TextFamily family, String name) {
        String prefix = family.weightPrefix();
        String plain = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
        return plain.replace("LayerNorm.gamma", "LayerNorm.weight").replace("LayerNorm.beta", "LayerNorm.bias");
    }

    private static boolean isOfEncoder(TextFamily family, String name) {
        String stack = family.layerNames().stack();
        return name.startsWith("embeddings.") || name.startsWith(stack.substring(0, stack.indexOf('.') + 1));
    }

    private static void refuse(String complaint, Collection<String> names) {
        if (!names.isEmpty()) {
            String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
            String rest = names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "";
            throw new IllegalArgumentException(complaint + first + rest);
        }
    }
}
