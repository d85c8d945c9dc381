package dev.graft.learning.train;

import dev.graft.learning.loss.Truth;
import dev.graft.learning.sampling.EqualClasses;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.Sampling;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a pass takes in: training rows as the strategy samples them, and earlier ones that it replays. Their numbers
 * are those of the {@link RowSplit}; rows that SMOTE makes come behind all others. Always as many.
 */
final class PassRows {

    private final RowSplit split;
    private final Sampling sampling;
    private final @Nullable EqualClasses classes;
    private final int replayed;

    private PassRows(RowSplit split, Sampling sampling, @Nullable EqualClasses classes, int replayed) {
        this.split = split;
        this.sampling = sampling;
        this.classes = classes;
        this.replayed = replayed;
    }

    /** @throws IllegalArgumentException where rows are to be sampled by their class and have none */
    static PassRows of(RowSplit split, Truth truth, HyperParameters hyper) {
        int replayed = (int) Math.min(Math.round(hyper.replayShare() * split.train()), split.earlier());
        Sampling sampling = hyper.sampling();
        if (sampling == Sampling.AS_IS) {
            return new PassRows(split, sampling, null, replayed);
        }
        if (truth instanceof Truth.Classes all) {
            int[] train = Arrays.copyOf(all.classes(), split.train());
            return new PassRows(split, sampling, EqualClasses.of(train, all.outputs()), replayed);
        }
        throw new IllegalArgumentException("sampling needs one label a row");
    }

    /** Rows of a pass. */
    int size() {
        return replayed
                + switch (sampling) {
                    case AS_IS -> split.train();
                    case OVER, SMOTE -> classes().overSize();
                    case UNDER -> classes().underSize();
                };
    }

    /** The rows of a pass, in no order that matters. */
    int[] of(Phase phase, int pass, Seeds seeds) {
        int[] learnt = phase.name() == PhaseName.CONTRAST
                ? split.trainRows()
                : switch (sampling) {
                    case AS_IS -> split.trainRows();
                    case OVER -> classes().over(seeds.sampling(phase.number(), pass));
                    case UNDER -> classes().under(seeds.sampling(phase.number(), pass));
                    case SMOTE ->
                        IntStream.concat(
                                        Arrays.stream(split.trainRows()),
                                        IntStream.range(split.rows(), split.rows() + made().length))
                                .toArray();
                };
        return PassOrder.withEarlier(learnt, split, replayed, seeds.replay(phase.number(), pass));
    }

    /** The training rows by class, where they are sampled by it. */
    EqualClasses classes() {
        return Objects.requireNonNull(classes);
    }

    /** The classes of the rows that SMOTE makes. */
    int[] made() {
        return sampling == Sampling.SMOTE ? classes().missing() : new int[0];
    }

    /** The answers of all rows, made ones included. */
    Truth answers(Truth truth) {
        return truth instanceof Truth.Classes all && sampling == Sampling.SMOTE
                ? new Truth.Classes(
                        IntStream.concat(Arrays.stream(all.classes()), Arrays.stream(made()))
                                .toArray(),
                        all.outputs())
                : truth;
    }
}
