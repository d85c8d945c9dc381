package dev.graft.learning.adaptation;

import dev.graft.learning.classic.Classifier;
import dev.graft.learning.classic.FeatureVectors;
import dev.graft.learning.classic.LabelledVectors;
import dev.graft.learning.classic.Learner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Self-training (Yarowsky, ACL 1995) with class-balanced confidence (Zou, Yu, Kumar and Wang, ECCV 2018) and consistency: in
 * each round the most certain share of the target's rows, class by class as answered, is learnt from beside the source's,
 * as labelled as they were answered. The share grows evenly from round to round to {@code share}. A row of which {@code views}
 * noisy copies are not all answered alike is left out (the idea of Sajjadi, Javanmardi and Tasdizen, NIPS 2016); a copy lacks
 * each feature with the probability {@code dropped}.
 *
 * <p>It strengthens what the first classifier believes: where that is no better than chance, so is the last.
 *
 * @param adaptation before, fitted once
 * @param rounds at least 1
 * @param share of the target's rows in the last round, above 0 to 1
 * @param confidence that a row's answer has at least, 0 to 1
 * @param views 0 or more
 * @param dropped 0 to below 1
 * @param seed of the copies
 */
public record SelfTraining(
        FeatureAdaptation adaptation,
        Learner learner,
        int rounds,
        double share,
        double confidence,
        int views,
        double dropped,
        long seed)
        implements TransferLearner {

    public SelfTraining {
        if (rounds < 1
                || !(share > 0 && share <= 1)
                || !(confidence >= 0 && confidence <= 1)
                || views < 0
                || !(dropped >= 0 && dropped < 1)) {
            throw new IllegalArgumentException(
                    "self-training needs one round or more, a share above 0 to 1, a confidence of 0 to 1, 0 views or"
                            + " more and less than all features dropped");
        }
    }

    /** Ten rounds up to four fifths of the rows, two copies without a tenth of the features. */
    public static SelfTraining of(FeatureAdaptation adaptation, Learner learner, long seed) {
        return new SelfTraining(adaptation, learner, 10, 0.8, 0, 2, 0.1, seed);
    }

    @Override
    public TransferClassifier fit(DomainPair pair) {
        Adapted maps = adaptation.fit(pair);
        DomainPair mapped = pair.mapped(maps);
        Random random = new Random(seed);
        Classifier classifier = learner.fit(mapped.source());
        for (int round = 1; round <= rounds; round++) {
            double[][] answers = classifier.probabilities(mapped.target());
            int[] classes = Arrays.stream(answers).mapToInt(Classifier::best).toArray();
            boolean[] agreed = agreed(classifier, mapped.target(), classes, random);
            int[] chosen = chosen(
                    answers,
                    classes,
                    agreed,
                    share * round / rounds,
                    pair.source().count());
            classifier = learner.fit(chosen.length == 0 ? mapped.source() : with(mapped, classes, chosen));
        }
        return new MappedClassifier(maps, classifier);
    }

    private static LabelledVectors with(DomainPair mapped, int[] classes, int... chosen) {
        LabelledVectors guessed = new LabelledVectors(
                mapped.target().rows(chosen),
                Arrays.stream(chosen).map(row -> classes[row]).toArray(),
                mapped.source().count());
        return mapped.source().and(guessed);
    }

    private int[] chosen(double[][] answers, int[] classes, boolean[] agreed, double part, int count) {
        List<Integer> all = new ArrayList<>();
        for (int which = 0; which < count; which++) {
            int own = which;
            List<Integer> rows = IntStream.range(0, classes.length)
                    .filter(row -> classes[row] == own)
                    .boxed()
                    .sorted((one, other) -> Double.compare(answers[other][own], answers[one][own]))
                    .toList();
            rows.stream()
                    .limit((long) Math.ceil(part * rows.size()))
                    .filter(row -> agreed[row] && answers[row][own] >= confidence)
                    .forEach(all::add);
        }
        return all.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    private boolean[] agreed(Classifier classifier, FeatureVectors rows, int[] classes, Random random) {
        boolean[] agreed = new boolean[classes.length];
        Arrays.fill(agreed, true);
        for (int view = 0; view < views; view++) {
            double[][] copies = rows.toRows();
            for (double[] copy : copies) {
                for (int i = 0; i < copy.length; i++) {
                    copy[i] = random.nextDouble() < dropped ? 0 : copy[i];
                }
            }
            int[] answers = classifier.answers(FeatureVectors.of(copies));
            for (int row = 0; row < agreed.length; row++) {
                agreed[row] &= answers[row] == classes[row];
            }
        }
        return agreed;
    }
}
