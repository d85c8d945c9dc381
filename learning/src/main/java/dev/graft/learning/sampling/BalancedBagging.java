package dev.graft.learning.sampling;

import dev.graft.learning.classic.Classifier;
import dev.graft.learning.classic.FeatureVectors;
import dev.graft.learning.classic.LabelledVectors;
import dev.graft.learning.classic.Learner;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The mean of classifiers that each learnt from as many rows of every class as the smallest has, drawn with replacement
 * (Breiman 1996; Wallace, Small, Brodley and Trikalinos, ICDM 2011): between them they see all rows of the large classes.
 *
 * @param members 1 to 1,000
 */
public record BalancedBagging(Learner learner, int members, long seed) implements Learner {

    private static final int MOST = 1_000;

    public BalancedBagging {
        if (members < 1 || members > MOST) {
            throw new IllegalArgumentException("1 to " + MOST + " classifiers can be averaged, not " + members);
        }
    }

    @Override
    public Classifier fit(LabelledVectors rows) {
        EqualClasses classes = EqualClasses.of(rows.classes(), rows.count());
        Random random = new Random(seed);
        List<Classifier> learnt = new ArrayList<>();
        for (int member = 0; member < members; member++) {
            learnt.add(learner.fit(rows.rows(drawn(classes, random))));
        }
        return new Mean(List.copyOf(learnt), rows.count());
    }

    private static int[] drawn(EqualClasses classes, Random random) {
        int each = Integer.MAX_VALUE;
        for (int which = 0; which < classes.classes(); which++) {
            each = classes.rows(which).isEmpty()
                    ? each
                    : Math.min(each, classes.rows(which).size());
        }
        List<Integer> drawn = new ArrayList<>();
        for (int which = 0; which < classes.classes(); which++) {
            List<Integer> own = classes.rows(which);
            for (int i = 0; i < each && !own.isEmpty(); i++) {
                drawn.add(own.get(random.nextInt(own.size())));
            }
        }
        return drawn.stream().mapToInt(Integer::intValue).toArray();
    }

    private record Mean(List<Classifier> members, int count) implements Classifier {

        @Override
        public double[][] probabilities(FeatureVectors rows) {
            double[][] mean = new double[rows.size()][count];
            for (Classifier member : members) {
                double[][] own = member.probabilities(rows);
                for (int row = 0; row < mean.length; row++) {
                    for (int which = 0; which < count; which++) {
                        mean[row][which] += own[row][which] / members.size();
                    }
                }
            }
            return mean;
        }
    }
}
