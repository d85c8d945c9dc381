package dev.graft.learning.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.learning.classic.FeatureVectors;
import dev.graft.learning.classic.Learner;
import dev.graft.learning.classic.LogisticRegression;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelfTrainingTest {

    private final Learner learner = new LogisticRegression(1);

    /** Moved just so far that the source's boundary still cuts between most rows of the target. */
    private final DomainPair near = Domains.shifted(300, 3, 1.2, 11);

    @Test
    void certain_rows_of_the_target_move_the_boundary_there() {
        double plain = accuracy(new AdaptThenLearn(FeatureAdaptation.NONE, learner));

        assertThat(accuracy(SelfTraining.of(FeatureAdaptation.NONE, learner, 1)))
                .isGreaterThanOrEqualTo(plain);
    }

    @Test
    void each_round_learns_from_more_rows_and_none_is_below_the_confidence() {
        List<Integer> sizes = new ArrayList<>();
        Learner counting = rows -> {
            sizes.add(rows.size());
            return learner.fit(rows);
        };

        new SelfTraining(FeatureAdaptation.NONE, counting, 4, 0.8, 0, 0, 0, 1).fit(near);
        List<Integer> all = List.copyOf(sizes);
        sizes.clear();
        new SelfTraining(FeatureAdaptation.NONE, counting, 2, 0.8, 1, 0, 0, 1).fit(near);

        assertThat(all).hasSize(5).isSorted();
        assertThat(all.get(0)).isEqualTo(300);
        assertThat(all.get(4)).isBetween(300 + 240, 300 + 243);
        assertThat(sizes).as("nothing is certain to 1").containsExactly(300, 300, 300);
    }

    @Test
    void rows_whose_copies_are_answered_otherwise_are_left_out() {
        List<Integer> sizes = new ArrayList<>();
        Learner counting = rows -> {
            sizes.add(rows.size());
            return learner.fit(rows);
        };

        new SelfTraining(FeatureAdaptation.NONE, counting, 1, 1, 0, 5, 0.9, 1).fit(near);

        assertThat(sizes.get(1)).isLessThan(300 + 150);
    }

    @Test
    void the_same_seed_gives_the_same_answers() {
        SelfTraining way = SelfTraining.of(new DomainScaling(false), learner, 5);
        FeatureVectors target = near.target();

        assertThat(way.fit(near).ofTarget(target)).isDeepEqualTo(way.fit(near).ofTarget(target));
        assertThatThrownBy(() -> new SelfTraining(FeatureAdaptation.NONE, learner, 0, 1, 0, 0, 0, 1))
                .hasMessageContaining("round");
    }

    private double accuracy(TransferLearner way) {
        return Domains.accuracy(way.fit(near).targetAnswers(near.target()));
    }
}
