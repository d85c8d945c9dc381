package dev.graft.learning.meta;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.network.AdamWeights;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Prototypical networks (Snell, Swersky and Zemel, NeurIPS 2017): features in which a class is where the mean of its few images is.
 * Each step draws classes, some images of each to learn from and some to ask about, and minimises the cross-entropy of a softmax over
 * the negative squared distances between what is asked about and the means. So a class that was never seen is known by one image of
 * it, without any training. The same seed and number of threads give the same network.
 *
 * @param filters of each of four convolutions, 1 to 512
 * @param ways classes of a step, 2 to 1,000
 * @param shots images of each to learn from, at least 1
 * @param asked images of each to ask about, at least 1
 * @param steps at least 1
 * @param rate of Adam at first, above 0 and below 1; it falls linearly to 0
 */
public record PrototypicalLearning(int filters, int ways, int shots, int asked, int steps, double rate, long seed) {

    private static final int MOST_FILTERS = 512;
    private static final int MOST_WAYS = 1_000;

    public PrototypicalLearning {
        if (filters < 1 || filters > MOST_FILTERS || ways < 2 || ways > MOST_WAYS) {
            throw new IllegalArgumentException("1 to " + MOST_FILTERS + " filters and 2 to " + MOST_WAYS
                    + " ways are needed, not " + filters + " and " + ways);
        }
        if (shots < 1 || asked < 1 || steps < 1 || !(rate > 0 && rate < 1)) {
            throw new IllegalArgumentException(
                    "at least one shot, one asked image and one step are needed, and a rate above 0"
                            + " and below 1, not " + shots + ", " + asked + ", " + steps + " and " + rate);
        }
    }

    /** 64 filters, 20 ways, one shot, five asked images of each, a rate of 0.001: the paper's for Omniglot, with fewer ways. */
    public static PrototypicalLearning oneShot(int steps, long seed) {
        return new PrototypicalLearning(64, 20, 1, 5, steps, 1e-3, seed);
    }

    /**
     * Learns from classes that need not be those which are to be told apart.
     *
     * @throws IllegalArgumentException where there are fewer classes than ways, or a class has too few images
     * @throws IllegalStateException where the loss is no number any more, with a remedy
     */
    public PrototypeNetwork learn(SmallImages images) {
        requireEnough(images);
        Random random = new Random(seed);
        TorchRuntime.pinThreads();
        PrototypeNetwork network =
                new PrototypeNetwork(TorchRuntime.newManager(DeviceChoice.CPU), images.side(), filters, random);
        try (GradMode on = GradMode.on()) {
            for (int step = 0; step < steps; step++) {
                step(network, draw(images, random), step);
            }
            return network;
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    private void step(PrototypeNetwork network, List<List<float[]>> drawn, int step) {
        AdamWeights weights = network.weights();
        try (NDManager scope = network.newScope()) {
            NDArray loss = loss(scope, network, drawn);
            if (!Float.isFinite(loss.getFloat())) {
                throw new IllegalStateException("the loss is no number any more in step " + step
                        + "; remedy: scale the images to about 1, or take a smaller rate");
            }
            weights.learn(scope, loss, rate * (1 - (double) step / steps));
        }
    }

    /** Of images by class, the first {@code shots} of each to learn from, the others to ask about. */
    NDArray loss(NDManager scope, PrototypeNetwork network, List<List<float[]>> drawn) {
        List<float[]> known =
                drawn.stream().flatMap(each -> each.subList(0, shots).stream()).toList();
        List<float[]> others = drawn.stream()
                .flatMap(each -> each.subList(shots, shots + asked).stream())
                .toList();
        List<float[]> all = new ArrayList<>(known);
        all.addAll(others);
        NDArray features = network.features(scope, all);
        long width = features.getShape().get(1);
        NDArray means = features.get("0:" + known.size())
                .reshape(drawn.size(), shots, width)
                .mean(new int[] {1});
        NDArray wanted = features.get(known.size() + ":" + all.size());
        float[] right = new float[others.size() * drawn.size()];
        for (int i = 0; i < others.size(); i++) {
            right[i * drawn.size() + i / asked] = -1f / others.size();
        }
        NDArray chosen = scope.create(right, new Shape(others.size(), drawn.size()));
        return PrototypeNetwork.nearness(wanted, means)
                .logSoftmax(1)
                .mul(chosen)
                .sum();
    }

    private List<List<float[]>> draw(SmallImages images, Random random) {
        return chosen(images.classes(), ways, random).stream()
                .map(each -> chosen(each, shots + asked, random))
                .toList();
    }

    private static <T> List<T> chosen(List<T> from, int count, Random random) {
        List<Integer> places = IntStream.range(0, from.size()).boxed().collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(places, random);
        return places.subList(0, count).stream().map(from::get).toList();
    }

    private void requireEnough(SmallImages images) {
        int fewest = images.classes().stream().mapToInt(List::size).min().orElse(0);
        if (images.classes().size() < ways || fewest < shots + asked) {
            throw new IllegalArgumentException(ways + " ways need as many classes, each with " + (shots + asked)
                    + " images; there are " + images.classes().size() + " classes, and one has " + fewest);
        }
    }
}
