package dev.graft.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.graft.learning.loss.Truth;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.RateCourse;
import dev.graft.learning.strategy.ValidationMetric;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainingPartsTest {

    @Test
    void the_schedule_rises_over_the_warmup_and_falls_to_the_end() {
        Schedule schedule = new Schedule(10, 0.2, RateCourse.LINEAR);

        assertThat(IntStream.range(0, 10).mapToDouble(schedule::factor).toArray())
                .containsExactly(0.5, 1, 1, 0.875, 0.75, 0.625, 0.5, 0.375, 0.25, 0.125);
    }

    @Test
    void the_schedule_can_fall_as_a_cosine_or_stay() {
        Schedule cosine = new Schedule(6, 0.3, RateCourse.COSINE);
        Schedule constant = new Schedule(4, 0.5, RateCourse.CONSTANT);

        assertThat(IntStream.range(0, 6).mapToDouble(cosine::factor).toArray())
                .containsExactly(
                        new double[] {0.5, 1, 1, 0.5 + Math.sqrt(0.125), 0.5, 0.5 - Math.sqrt(0.125)}, within(1e-12));
        assertThat(IntStream.range(0, 4).mapToDouble(constant::factor).toArray())
                .containsExactly(0.5, 1, 1, 1);
    }

    @Test
    void the_schedule_of_a_plateau_falls_whenever_patience_ends() {
        Schedule plateau = new Schedule(10, 0, RateCourse.plateau(2, 0.5));
        List<Boolean> improved = List.of(true, false, true, false, false, false, true, false, false);

        assertThat(IntStream.rangeClosed(0, 9)
                        .mapToDouble(epochs -> plateau.epochFactor(improved.subList(0, epochs)))
                        .toArray())
                .containsExactly(1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25);
        assertThat(plateau.factor(9)).isEqualTo(1);
        assertThat(new Schedule(10, 0, RateCourse.CONSTANT).epochFactor(improved))
                .isEqualTo(1);
    }

    @Test
    void the_schedule_needs_no_warmup_and_no_fall() {
        assertThat(new Schedule(1, 0, RateCourse.LINEAR).factor(0)).isEqualTo(1);
        assertThat(new Schedule(2, 1, RateCourse.COSINE).factor(1)).isEqualTo(1);
    }

    @Test
    void a_pass_takes_every_row_once_in_batches_of_similar_length() {
        // given
        int[] length = new Random(1).ints(1003, 1, 100).toArray();

        // when
        List<int[]> batches =
                PassOrder.batches(IntStream.range(0, 1003).toArray(), 16, row -> length[row], new Random(2));

        // then
        assertThat(batches.stream().flatMapToInt(Arrays::stream).sorted())
                .containsExactlyElementsOf(IntStream.range(0, 1003).boxed().toList());
        double padded = batches.stream()
                .mapToInt(batch -> batch.length
                        * Arrays.stream(batch).map(row -> length[row]).max().orElseThrow())
                .sum();
        assertThat(padded / Arrays.stream(length).sum()).isLessThan(1.1);
    }

    @Test
    void a_pass_replays_other_earlier_rows_each_time() {
        RowSplit split = new RowSplit(3, 2, 10);
        Seeds seeds = new Seeds(1);

        int[] first = PassOrder.withEarlier(split.trainRows(), split, 4, seeds.replay(0, 0));
        int[] second = PassOrder.withEarlier(split.trainRows(), split, 4, seeds.replay(0, 1));

        assertThat(first).hasSize(7).doesNotHaveDuplicates().startsWith(0, 1, 2);
        assertThat(Arrays.stream(first).skip(3)).allMatch(row -> row >= 5 && row < 15);
        assertThat(second).isNotEqualTo(first);
        assertThat(PassOrder.withEarlier(split.trainRows(), split, 4, seeds.replay(0, 0)))
                .isEqualTo(first);
        assertThat(PassOrder.withEarlier(split.trainRows(), split, 0, seeds.replay(0, 0)))
                .containsExactly(0, 1, 2);
    }

    @Test
    void a_pass_has_an_order_of_its_own_that_its_seed_fixes() {
        Seeds seeds = new Seeds(1);

        assertThat(order(seeds, 0)).isDeepEqualTo(order(seeds, 0));
        assertThat(Arrays.deepEquals(order(seeds, 0), order(seeds, 1))).isFalse();
        assertThat(Arrays.deepEquals(order(seeds, 0), order(new Seeds(2), 0))).isFalse();
    }

    @Test
    void validation_counts_as_scikit_learn_does() {
        // given: predictions 0 0 1 2 2 0, truth 0 1 1 2 2 2 of 4 labels
        float[][] logits = {{2, 0, 0, 0}, {2, 0, 0, 0}, {0, 2, 0, 0}, {0, 0, 2, 0}, {0, 0, 2, 0}, {2, 0, 0, 0}};

        // when
        Validation validation = Validation.of(logits, new Truth.Classes(new int[] {0, 1, 1, 2, 2, 2}, 4), 0);

        // then: F1 is 0.5, 2/3 and 0.8; the fourth label occurs nowhere
        assertThat(validation.accuracy()).isEqualTo(4 / 6.0);
        assertThat(validation.macroF1()).isCloseTo((0.5 + 2 / 3.0 + 0.8) / 3, within(1e-12));
        double right = Math.log(Math.exp(2) + 3) - 2;
        assertThat(validation.loss()).isCloseTo(right + 2 * 2 / 6.0, within(1e-9));
    }

    @Test
    void early_stopping_keeps_the_best_epoch_and_counts_those_that_are_not_better() {
        EarlyStopping stopping = stopping(ValidationMetric.MACRO_F1, 0.01, 2);

        assertThat(stopping.observe(new Validation(1.0, 0, 0.50))).isTrue();
        assertThat(stopping.observe(new Validation(2.0, 0, 0.505))).isFalse();
        assertThat(stopping.exhausted()).isFalse();
        assertThat(stopping.observe(new Validation(0.9, 0, 0.49))).isFalse();
        assertThat(stopping.exhausted()).isTrue();
        assertThat(stopping.observe(new Validation(3.0, 0, 0.52))).isTrue();
        assertThat(stopping.exhausted()).isFalse();
        assertThat(stopping.bestEpoch()).isEqualTo(4);
    }

    @Test
    void early_stopping_breaks_ties_by_the_lower_loss() {
        EarlyStopping stopping = stopping(ValidationMetric.ACCURACY, 0.01, 5);
        stopping.observe(new Validation(1.0, 0.9, 0));

        assertThat(stopping.observe(new Validation(1.0, 0.9, 0))).isFalse();
        assertThat(stopping.observe(new Validation(0.9, 0.9, 0))).isTrue();
    }

    @Test
    void early_stopping_can_watch_the_loss() {
        EarlyStopping stopping = stopping(ValidationMetric.LOSS, 0.1, 1);
        stopping.observe(new Validation(1.0, 0, 0));

        assertThat(stopping.observe(new Validation(0.95, 1, 1))).isFalse();
        assertThat(stopping.exhausted()).isTrue();
    }

    @Test
    void data_without_validation_rows_or_with_unknown_labels_is_refused() {
        List<LabelledText> rows = List.of(LabelledText.of("a", "x"));

        assertThatThrownBy(() -> new TrainingData(rows, List.of(), List.of("x", "y")))
                .hasMessageContaining("1 and 0");
        assertThatThrownBy(() -> new TrainingData(rows, rows, List.of("y", "z")))
                .hasMessageContaining("'x'");
    }

    private static int[][] order(Seeds seeds, int pass) {
        return PassOrder.batches(IntStream.range(0, 50).toArray(), 8, row -> 1, seeds.order(0, pass))
                .toArray(int[][]::new);
    }

    private static EarlyStopping stopping(ValidationMetric metric, double minChange, int patience) {
        HyperParameters hyper = TinyRun.HYPER
                .change()
                .metric(metric)
                .minChange(minChange)
                .patience(patience)
                .build();
        return new EarlyStopping(TinyRun.ALL.with(hyper));
    }
}
