package dev.graft.learning.slices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeakSpotsTest {
    private static final WeakSpots SEARCH = new WeakSpots(3, 20);

    private final SplittableRandom random = new SplittableRandom(5);
    private final List<Traits> rows = IntStream.range(0, 800)
            .mapToObj(row -> new Traits(
                    Map.of("characters", (double) random.nextInt(10, 200), "digits", (double) random.nextInt(9)),
                    Map.of("data source", List.of("chat", "mail", "phone").get(random.nextInt(3)))))
            .toList();

    @Test
    void finds_the_part_that_a_word_and_a_number_make() {
        BitSet wrong = wrong(row ->
                row.words().get("data source").equals("chat") && row.numbers().get("characters") > 120);

        List<Condition> found = SEARCH.find(rows, wrong);

        assertThat(found.get(0).words()).contains("data source is chat").containsPattern("characters > 1[12]");
        assertThat(found.get(0).holds(row(150, "chat"))).isTrue();
        assertThat(found.get(0).holds(row(150, "mail"))).isFalse();
        assertThat(found.get(0).holds(row(50, "chat"))).isFalse();
    }

    @Test
    void names_a_part_by_what_it_is_not() {
        BitSet wrong = wrong(row -> !row.words().get("data source").equals("chat"));

        assertThat(SEARCH.find(rows, wrong).get(0).words()).contains("data source is not chat");
    }

    @Test
    void gives_the_same_parts_for_the_same_rows() {
        BitSet wrong = wrong(row -> row.numbers().get("digits") > 6);

        assertThat(SEARCH.find(rows, wrong)).isEqualTo(SEARCH.find(rows, wrong));
        assertThat(SEARCH.find(rows, wrong).get(0).words()).startsWith("digits > 6");
    }

    @Test
    void finds_nothing_where_all_is_wrong_or_nothing_is_or_rows_are_few() {
        assertThat(SEARCH.find(rows, wrong(row -> false))).isEmpty();
        assertThat(SEARCH.find(rows, wrong(row -> true))).isEmpty();
        assertThat(SEARCH.find(rows.subList(0, 60), wrong(row -> row.numbers().get("digits") > 4)))
                .isEmpty();
        assertThat(SEARCH.find(List.of(), new BitSet())).isEmpty();
    }

    @Test
    void does_not_judge_rows_that_it_looked_at() {
        BitSet judged = WeakSpots.judgedRows(7);

        assertThat(judged.stream()).containsExactly(1, 3, 5);
    }

    @Test
    void refuses_to_name_no_part() {
        assertThatIllegalArgumentException().isThrownBy(() -> new WeakSpots(0, 20));
        assertThatIllegalArgumentException().isThrownBy(() -> new WeakSpots(3, 0));
    }

    /** Nine of ten of the rows that are meant, and one of twenty of the others. */
    private BitSet wrong(Predicate<Traits> meant) {
        BitSet wrong = new BitSet();
        boolean none = rows.stream().noneMatch(meant);
        boolean all = rows.stream().allMatch(meant);
        for (int row = 0; row < rows.size(); row++) {
            double chance = none ? 0 : all ? 1 : meant.test(rows.get(row)) ? 0.9 : 0.05;
            wrong.set(row, random.nextDouble() < chance);
        }
        return wrong;
    }

    private static Traits row(double characters, String source) {
        return new Traits(Map.of("characters", characters, "digits", 3.0), Map.of("data source", source));
    }
}
