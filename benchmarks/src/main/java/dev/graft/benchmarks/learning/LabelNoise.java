package dev.graft.benchmarks.learning;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Ways in which labels go wrong; every draw is seeded. */
enum LabelNoise {
    /** A row gets any other label, each with the same chance. */
    UNIFORM {
        @Override
        int wrong(int label, int[] neighbours, Random random) {
            return (label + 1 + random.nextInt(neighbours.length - 1)) % neighbours.length;
        }
    },

    /** A row gets the label whose rows look most like those of its own. */
    NEIGHBOUR {
        @Override
        int wrong(int label, int[] neighbours, Random random) {
            return neighbours[label];
        }
    },

    /** All labels of the batch are dealt out anew. */
    SHUFFLED {
        @Override
        int[] applied(int[] labels, double share, int[] neighbours, Random random) {
            return shuffled(labels, random);
        }
    };

    /** The labels with a share of them gone wrong; of {@link #SHUFFLED}, whatever the share. */
    int[] applied(int[] labels, double share, int[] neighbours, Random random) {
        int[] order = shuffled(IntStream.range(0, labels.length).toArray(), random);
        int[] given = labels.clone();
        for (int i = 0; i < Math.round(share * labels.length); i++) {
            given[order[i]] = wrong(labels[order[i]], neighbours, random);
        }
        return given;
    }

    /** Another label than the row's; a shuffled batch has no such choice and keeps it. */
    int wrong(int label, int[] neighbours, Random random) {
        return label;
    }

    private static int[] shuffled(int[] numbers, Random random) {
        List<Integer> all = IntStream.of(numbers).boxed().collect(Collectors.toList());
        Collections.shuffle(all, random);
        return all.stream().mapToInt(Integer::intValue).toArray();
    }
}
