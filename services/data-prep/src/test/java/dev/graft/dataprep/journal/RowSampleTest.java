package dev.graft.dataprep.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.document.RowContent;
import dev.graft.dataprep.rule.RowIds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowSampleTest {
    @Test
    void the_order_in_which_rows_come_makes_no_difference() {
        List<String> texts = new ArrayList<>(texts(0, 1_000));
        RowSample one = sampled(50, texts);
        Collections.shuffle(texts, new Random(1));

        assertThat(sampled(50, texts).rows()).isEqualTo(one.rows()).hasSize(50);
    }

    @Test
    void the_samples_of_two_parts_give_the_sample_of_the_whole() {
        RowSample first = sampled(50, texts(0, 700));
        first.addAll(sampled(50, texts(700, 1_000)));

        assertThat(first.rows()).isEqualTo(sampled(50, texts(0, 1_000)).rows());
    }

    @Test
    void every_row_is_as_likely_to_be_drawn_as_another() {
        long fromFirstHalf = sampled(1_000, texts(0, 10_000)).rows().stream()
                .filter(row -> Integer.parseInt(row.texts().text().substring(5)) < 5_000)
                .count();

        assertThat(fromFirstHalf).isBetween(440L, 560L); // 500, less or more than four standard deviations.
    }

    @Test
    void a_small_sample_is_the_beginning_of_a_large_one() {
        List<RowSample.Row> large = sampled(100, texts(0, 1_000)).rows();

        assertThat(sampled(10, texts(0, 1_000)).rows()).isEqualTo(large.subList(0, 10));
    }

    @Test
    void a_row_that_comes_twice_is_held_once() {
        RowSample sample = sampled(2, List.of("a", "a", "b"));

        assertThat(sample.rows()).extracting(row -> row.texts().text()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void a_sample_of_nothing_stays_empty() {
        assertThat(sampled(0, texts(0, 10)).rows()).isEmpty();
    }

    @Test
    void a_long_text_is_cut_between_characters() {
        String text = "x".repeat(RowSample.MAX_CHARS - 1) + "😀 and more";

        assertThat(sampled(1, List.of(text)).rows())
                .extracting(row -> row.texts().text())
                .containsExactly("x".repeat(RowSample.MAX_CHARS - 1));
    }

    private static List<String> texts(int from, int end) {
        return IntStream.range(from, end).mapToObj(i -> "text " + i).toList();
    }

    private static RowSample sampled(int rows, List<String> texts) {
        RowSample sample = new RowSample(rows);
        texts.forEach(text -> sample.add(RowIds.of(text), new RowContent.Text(text), "label"));
        return sample;
    }
}
