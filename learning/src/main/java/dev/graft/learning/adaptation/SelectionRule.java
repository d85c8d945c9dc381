package dev.graft.learning.adaptation;

import dev.graft.learning.check.StratifiedRows;
import dev.graft.learning.classic.LabelledVectors;
import java.util.Random;
import java.util.stream.IntStream;

/** How wrong a way to learn is expected to be, said without any label of the target. */
public enum SelectionRule {

    /**
     * The error on held-out rows of the source, after the adaptation. It sees what an adaptation costs, not what it gains; a
     * way that forgets the source is refused, one that does nothing for the target is not.
     */
    SOURCE_RISK {
        @Override
        double risk(TransferLearner learner, Halves halves) {
            TransferClassifier fitted = learner.fit(halves.learnt());
            return error(
                    fitted.sourceAnswers(halves.heldSource().rows()),
                    halves.heldSource().classes());
        }
    },

    /**
     * Reverse validation (Zhong, Fan, Yang, Verscheure and Ren, ECML 2010; as in Ganin et al., JMLR 17, 2016): what the way
     * learns labels the target's rows; the same way then learns back from those, and its error on held-out rows of the source
     * counts. Labels that the target's rows do not carry lead back to nowhere.
     */
    REVERSE_VALIDATION {
        @Override
        double risk(TransferLearner learner, Halves halves) {
            DomainPair pair = halves.learnt();
            int[] guessed = learner.fit(pair).targetAnswers(pair.target());
            LabelledVectors back =
                    new LabelledVectors(pair.target(), guessed, pair.source().count());
            if (!back.hasTwoClasses()) {
                return error(
                        IntStream.range(0, halves.heldSource().size())
                                .map(row -> guessed[0])
                                .toArray(),
                        halves.heldSource().classes());
            }
            TransferClassifier reverse =
                    learner.fit(new DomainPair(back, pair.source().rows()));
            return error(
                    reverse.targetAnswers(halves.heldSource().rows()),
                    halves.heldSource().classes());
        }
    };

    private static final int FOLDS = 5;

    abstract double risk(TransferLearner learner, Halves halves);

    /**
     * The mean risk over {@code rounds} of {@value #FOLDS} seeded folds.
     *
     * @param rounds 1 to {@value #FOLDS}; each takes one fit, or two
     * @return from 0 to 1
     */
    public double risk(TransferLearner learner, DomainPair pair, int rounds, long seed) {
        if (rounds < 1 || rounds > FOLDS) {
            throw new IllegalArgumentException("1 to " + FOLDS + " folds can be held out, not " + rounds);
        }
        int[] fold = StratifiedRows.folds(pair.source().classes(), FOLDS, new Random(seed));
        return IntStream.range(0, rounds)
                .mapToDouble(held -> risk(learner, Halves.of(pair, fold, held)))
                .average()
                .orElseThrow();
    }

    private static double error(int[] answers, int... truth) {
        return IntStream.range(0, truth.length)
                        .filter(row -> answers[row] != truth[row])
                        .count()
                / (double) truth.length;
    }

    /** What is learnt from, and the source's rows that are not. */
    record Halves(DomainPair learnt, LabelledVectors heldSource) {

        static Halves of(DomainPair pair, int[] fold, int held) {
            int[] kept = IntStream.range(0, fold.length)
                    .filter(row -> fold[row] != held)
                    .toArray();
            int[] out = IntStream.range(0, fold.length)
                    .filter(row -> fold[row] == held)
                    .toArray();
            if (out.length == 0 || kept.length < 2) {
                throw new IllegalArgumentException(
                        "a source of " + fold.length + " rows has none to hold out; remedy: give 10 or more");
            }
            return new Halves(
                    new DomainPair(pair.source().rows(kept), pair.target()),
                    pair.source().rows(out));
        }
    }
}
