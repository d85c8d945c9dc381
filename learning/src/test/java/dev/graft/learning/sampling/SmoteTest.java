package dev.graft.learning.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SmoteTest {

    private static final int WIDTH = 3;

    /** Forty rows of class 0, twelve of class 1, one of class 2. */
    private static final int[] CLASSES =
            IntStream.range(0, 53).map(row -> row < 40 ? 0 : row < 52 ? 1 : 2).toArray();

    private static final float[][] ROWS = rows();

    private final EqualClasses classes = EqualClasses.of(CLASSES, 3);
    private final List<Smote.Made> made = new Smote(5).balance(ROWS, classes, new Random(1));

    @Test
    void makes_what_is_missing_class_by_class() {
        assertThat(made.stream().mapToInt(each -> CLASSES[each.row()])).containsExactly(box(classes.missing()));
        assertThat(made).hasSize(28 + 39);
    }

    @Test
    void a_made_row_lies_between_a_row_and_one_of_its_nearest_of_the_same_class() {
        for (Smote.Made each : made.subList(0, 28)) {
            List<Integer> nearest = IntStream.range(40, 52)
                    .filter(row -> row != each.row())
                    .boxed()
                    .sorted(Comparator.comparingDouble(row -> distance(row, each.row())))
                    .limit(5)
                    .toList();

            assertThat(nearest).contains(each.neighbour());
            assertThat(each.gap()).isBetween(0f, 1f);
            float[] row = each.of(ROWS);
            for (int i = 0; i < WIDTH; i++) {
                double from = ROWS[each.row()][i];
                assertThat((double) row[i])
                        .isCloseTo(from + each.gap() * (ROWS[each.neighbour()][i] - from), within(1e-5));
            }
        }
    }

    @Test
    void rows_take_turns_and_neighbours_change() {
        for (int row = 40; row < 52; row++) {
            int number = row;
            assertThat(made.stream().filter(each -> each.row() == number).count())
                    .isBetween(2L, 3L);
        }
        assertThat(made.subList(0, 28).stream().map(Smote.Made::neighbour).distinct())
                .hasSizeGreaterThan(6);
    }

    @Test
    void a_class_of_one_row_repeats_it_and_one_of_few_has_all_others_as_neighbours() {
        assertThat(made.subList(28, 67))
                .allSatisfy(each -> assertThat(each.of(ROWS)).isEqualTo(ROWS[52]));
        int[] few = {0, 0, 0, 0, 0, 0, 0, 1, 1, 1};

        List<Smote.Made> ofFew = new Smote(5).balance(Arrays.copyOf(ROWS, 10), EqualClasses.of(few, 2), new Random(1));

        assertThat(ofFew).hasSize(4).allMatch(each -> each.row() > 6 && each.neighbour() > 6);
        assertThat(ofFew).noneMatch(each -> each.row() == each.neighbour());
    }

    @Test
    void the_same_seed_makes_the_same_rows() {
        assertThat(new Smote(5).balance(ROWS, classes, new Random(1))).isEqualTo(made);
        assertThat(new Smote(5).balance(ROWS, classes, new Random(2))).isNotEqualTo(made);
        assertThatThrownBy(() -> new Smote(0)).hasMessageContaining("neighbour");
    }

    private static double distance(int one, int other) {
        return IntStream.range(0, WIDTH)
                .mapToDouble(i -> Math.pow(ROWS[one][i] - ROWS[other][i], 2))
                .sum();
    }

    private static Integer[] box(int... numbers) {
        return Arrays.stream(numbers).boxed().toArray(Integer[]::new);
    }

    private static float[][] rows() {
        Random random = new Random(3);
        float[][] rows = new float[CLASSES.length][WIDTH];
        for (float[] row : rows) {
            for (int i = 0; i < WIDTH; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        return rows;
    }
}
