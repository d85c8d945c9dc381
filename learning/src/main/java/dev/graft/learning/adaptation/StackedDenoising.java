package dev.graft.learning.adaptation;

import dev.graft.learning.classic.FeatureVectors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Marginalised stacked denoising auto-encoder (mSDA; Chen, Xu, Weinberger and Sha, ICML 2012): each layer is the linear map
 * that best restores rows of both domains of which each feature is left out with the probability {@code noise}, in
 * expectation, so in closed form and without a draw; then tanh. The features given are those that come in beside all
 * layers', which a linear learner then weighs. No label is read.
 *
 * <p>For counts or 0 and 1 of many features, such as bags of words, the first layer only restores the {@code frequent} most
 * frequent features, from as many at a time in a drawn division, and takes the mean of what the parts say (the paper's
 * extension to high dimensions); the layers above are then as narrow. Time of a layer is rows · frequent² + width ·
 * frequent², and frequent³ for each above; 5,000 features with {@code frequent} 1,000 take seconds a layer.
 *
 * @param noise that a feature is left out, above 0 and below 1
 * @param layers 1 to {@value #DEEPEST}
 * @param frequent features that the first layer restores, at most {@value #WIDEST}; of no more features all are restored
 * @param seed of the division
 */
public record StackedDenoising(double noise, int layers, int frequent, long seed) implements FeatureAdaptation {

    static final int DEEPEST = 20;
    static final int WIDEST = 4_000;

    public StackedDenoising {
        if (!(noise > 0 && noise < 1) || layers < 1 || layers > DEEPEST || frequent < 1 || frequent > WIDEST) {
            throw new IllegalArgumentException("noise lies between 0 and 1, layers are 1 to " + DEEPEST
                    + " and frequent features 1 to " + WIDEST + ", not " + noise + ", " + layers + " and " + frequent);
        }
    }

    @Override
    public Adapted fit(DomainPair pair) {
        FeatureVectors rows = pair.union();
        FeatureMap map = first(rows);
        List<FeatureMap> maps = new ArrayList<>(List.of(map));
        FeatureVectors below = map.apply(rows);
        for (int layer = 1; layer < layers; layer++) {
            int[] all = IntStream.range(0, below.width()).toArray();
            FeatureMap next = DenoisingMap.fit(below, all, all, noise).squashed();
            maps.add(next);
            below = next.apply(below);
        }
        return Adapted.both(given -> stacked(maps, given));
    }

    private FeatureMap first(FeatureVectors rows) {
        int[] wanted = mostFrequent(rows);
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, rows.width()).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        int parts = (rows.width() + wanted.length - 1) / wanted.length;
        List<DenoisingMap> maps = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            int from = (int) ((long) rows.width() * part / parts);
            int to = (int) ((long) rows.width() * (part + 1) / parts);
            int[] read = order.subList(from, to).stream()
                    .mapToInt(Integer::intValue)
                    .sorted()
                    .toArray();
            maps.add(DenoisingMap.fit(rows, read, wanted, noise));
        }
        return DenoisingMap.mean(maps).squashed();
    }

    /** The columns with the most numbers that are not 0, of equal ones the first; ascending. */
    private int[] mostFrequent(FeatureVectors rows) {
        int[] counts = new int[rows.width()];
        for (int place = 0; place < rows.start(rows.size()); place++) {
            counts[rows.column(place)] += rows.value(place) == 0 ? 0 : 1;
        }
        return IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.comparingInt(column -> -counts[column]))
                .limit(frequent)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    private static FeatureVectors stacked(List<FeatureMap> maps, FeatureVectors given) {
        FeatureVectors layer = given;
        FeatureVectors all = given;
        for (FeatureMap map : maps) {
            layer = map.apply(layer);
            all = all.beside(layer);
        }
        return all;
    }
}
