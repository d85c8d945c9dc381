package dev.graft.learning.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EqualClassesTest {

    /** Seven rows of class 0, two of class 1, none of class 2, three of class 3. */
    private static final int[] CLASSES = {0, 0, 1, 0, 3, 0, 0, 3, 1, 0, 3, 0};

    private final EqualClasses classes = EqualClasses.of(CLASSES, 4);

    @Test
    void over_takes_every_row_and_repeats_those_of_smaller_classes_equally_often() {
        int[] chosen = classes.over(new Random(1));

        assertThat(chosen).hasSize(21).hasSize(classes.overSize());
        assertThat(counts(chosen)).containsExactly(7, 7, 0, 7);
        assertThat(IntStream.range(0, CLASSES.length).filter(row -> CLASSES[row] == 0))
                .allMatch(row -> times(chosen, row) == 1);
        assertThat(times(chosen, 2)).isBetween(3, 4);
        assertThat(times(chosen, 4)).isBetween(2, 3);
        assertThat(times(chosen, 7)).isBetween(2, 3);
    }

    @Test
    void under_takes_as_many_of_each_class_and_in_time_every_row() {
        assertThat(classes.under(new Random(1)))
                .hasSize(6)
                .hasSize(classes.underSize())
                .doesNotHaveDuplicates();
        assertThat(counts(classes.under(new Random(1)))).containsExactly(2, 2, 0, 2);
        assertThat(IntStream.range(0, 60)
                        .flatMap(pass -> Arrays.stream(classes.under(new Random(pass))))
                        .distinct())
                .hasSize(CLASSES.length);
    }

    @Test
    void the_same_seed_chooses_the_same_rows() {
        assertThat(classes.over(new Random(5))).isEqualTo(classes.over(new Random(5)));
        assertThat(classes.under(new Random(5)))
                .isEqualTo(classes.under(new Random(5)))
                .isNotEqualTo(classes.under(new Random(6)));
    }

    @Test
    void names_the_classes_of_what_is_missing() {
        assertThat(classes.missing()).containsExactly(1, 1, 1, 1, 1, 3, 3, 3, 3);
        assertThat(EqualClasses.of(new int[] {1, 0}, 2).missing()).isEmpty();
        assertThat(EqualClasses.of(new int[0], 2).over(new Random(1))).isEmpty();
    }

    private static int times(int[] chosen, int row) {
        return (int) Arrays.stream(chosen).filter(each -> each == row).count();
    }

    private static int[] counts(int[] chosen) {
        int[] counts = new int[4];
        Arrays.stream(chosen).forEach(row -> counts[CLASSES[row]]++);
        return counts;
    }
}
