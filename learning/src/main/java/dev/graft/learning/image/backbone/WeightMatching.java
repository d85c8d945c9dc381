package dev.graft.learning.image.backbone;

import ai.djl.ndarray.types.Shape;
import dev.graft.learning.tensor.HostTensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds the layout of a file's tensors and the network that they belong to. */
final class WeightMatching {

    private static final int NAMED = 5;

    private final ImageFamily family;
    private final SortedMap<String, HostTensor> file;

    WeightMatching(ImageFamily family, SortedMap<String, HostTensor> file) {
        this.family = family;
        this.file = file;
    }

    /** The layout that names the stem as the file does. */
    WeightLayout layout() {
        List<WeightLayout> layouts = WeightLayouts.of(family);
        String stem = stem();
        return layouts.stream()
                .filter(layout -> file.containsKey(layout.nameOf(stem)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no weights of " + family + ": there is no "
                        + layouts.stream()
                                .map(layout -> layout.nameOf(stem) + " (" + layout + ")")
                                .collect(Collectors.joining(", no "))
                        + "; the first names are " + some(file.keySet())));
    }

    private String stem() {
        return switch (family) {
            case MOBILENET_V2 -> "features.0.0.weight";
            case MOBILENET_V1_12, RESNET18, RESNET34, RESNET50 -> "conv1.weight";
            case VGG16 -> file.containsKey("pre_logits.fc1.weight") ? "classifier.0.weight" : "features.0.weight";
            case SQUEEZENET1_0 -> "features.0.weight";
        };
    }

    /** The network that the tensors belong to: with its classifier where they have one. */
    ImageBackboneConfig config(WeightLayout layout) {
        ImageBackboneConfig plain = new ImageBackboneConfig(family, true, layout.padding(), 0);
        boolean folded = !family.normalised()
                || plain.shapes().keySet().stream().anyMatch(own -> own.endsWith(".bias") && has(layout, own));
        return new ImageBackboneConfig(family, folded, layout.padding(), classes(layout));
    }

    private boolean has(WeightLayout layout, String own) {
        return file.containsKey(layout.nameOf(own));
    }

    private int classes(WeightLayout layout) {
        if (family == ImageFamily.MOBILENET_V1_12) {
            return 0;
        }
        TreeSet<String> head = new TreeSet<>(
                ImageBackboneConfig.torchvision(family, 1).shapes().keySet());
        head.removeAll(ImageBackboneConfig.torchvision(family, 0).shapes().keySet());
        // In the order of names the last one is the weight of the last layer.
        HostTensor last = file.get(layout.nameOf(head.last()));
        return last == null || last.shape().dimension() == 0
                ? 0
                : (int) last.shape().get(0);
    }

    /**
     * The tensors under our names.
     *
     * @throws IllegalArgumentException which names what is missing, superfluous or of another shape
     */
    SortedMap<String, HostTensor> weights(WeightLayout layout, ImageBackboneConfig config) {
        SortedMap<String, HostTensor> weights = new TreeMap<>();
        TreeSet<String> unused = new TreeSet<>(file.keySet());
        unused.removeIf(layout::ignores);
        List<String> missing = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Shape> wanted : config.shapes().entrySet()) {
            String name = layout.nameOf(wanted.getKey());
            unused.remove(name);
            HostTensor stored = file.get(name);
            if (stored == null) {
                missing.add(name);
                continue;
            }
            HostTensor tensor = layout.arranged(stored, wanted.getValue());
            if (!tensor.shape().equals(wanted.getValue())) {
                wrong.add(name + " is " + stored.shape() + " for " + wanted.getValue());
            }
            weights.put(wanted.getKey(), tensor);
        }
        if (!missing.isEmpty() || !wrong.isEmpty() || !unused.isEmpty()) {
            throw new IllegalArgumentException("no weights of " + config.family() + " in the " + layout + " layout:"
                    + said(" missing ", missing) + said(" of another shape ", wrong) + said(" superfluous ", unused));
        }
        return weights;
    }

    private static String said(String what, Collection<String> names) {
        return names.isEmpty() ? "" : what + names.size() + ": " + some(names) + ";";
    }

    private static String some(Collection<String> names) {
        String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        return names.size() > NAMED ? first + ", ..." : first;
    }
}
