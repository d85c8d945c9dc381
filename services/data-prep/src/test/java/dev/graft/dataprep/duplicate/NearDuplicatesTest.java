package dev.graft.dataprep.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.contracts.task.Split;
import dev.graft.dataprep.rule.RowIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NearDuplicatesTest {
    private static final String PARCEL =
            "I have ordered a parcel two weeks ago and it still has not arrived at my home";

    private final NearDuplicates index = new NearDuplicates(Nearness.DEFAULT);

    @Test
    void a_near_text_is_told_the_row_with_its_split_and_label() {
        add(PARCEL, Split.TEST, "late");

        Near near = near(PARCEL + " today").orElseThrow();

        assertThat(near.rowId()).isEqualTo(RowIds.of(PARCEL));
        assertThat(near.split()).isEqualTo(Split.TEST);
        assertThat(near.similarity()).isBetween(0.8, 1.0);
        assertThat(near.agreesWith("late")).isTrue();
        assertThat(near.agreesWith("lost")).isFalse();
    }

    @Test
    void a_text_that_is_not_near_is_told_nothing() {
        add(PARCEL, Split.TRAIN, "late");

        assertThat(near("My card was declined at the shop this morning, what can I do?"))
                .isEmpty();
        assertThat(near("我的包裹还没有到")).isEmpty();
    }

    @Test
    void of_several_near_rows_the_earliest_is_the_answer() {
        add(PARCEL + " now", Split.VALIDATION, "late");
        add(PARCEL, Split.TRAIN, "late");
        add(PARCEL + " yet", Split.TRAIN, "late");

        assertThat(near(PARCEL + " so").map(Near::split)).contains(Split.VALIDATION);
    }

    @Test
    void a_chain_takes_the_split_of_its_first_link() {
        // given: each is near to the one before, and the last not to the first
        String b = PARCEL + " in the town";
        String c = b + " by the river";
        add(PARCEL, Split.TEST, "late");

        // when
        add(b, near(b).orElseThrow().split(), "late");

        // then
        assertThat(Shingles.of(PARCEL).jaccard(Shingles.of(c))).isLessThan(0.8);
        assertThat(near(c).orElseThrow().rowId()).isEqualTo(RowIds.of(b));
        assertThat(near(c).orElseThrow().split()).isEqualTo(Split.TEST);
    }

    @Test
    void a_row_that_is_asked_again_gets_its_first_answer() {
        Optional<Near> first = near(PARCEL);
        add(PARCEL, Split.TRAIN, "late");
        add(PARCEL + " now", Split.TRAIN, "late");
        add(PARCEL + "!", Split.TRAIN, "late");

        assertThat(first).isEmpty();
        assertThat(near(PARCEL)).isEqualTo(first);
        assertThat(near(PARCEL + "!").orElseThrow().rowId()).isEqualTo(RowIds.of(PARCEL));
    }

    @ParameterizedTest
    @EnumSource(Sentences.Change.class)
    void finds_changed_copies_of_sentences(Sentences.Change change) {
        // given
        Sentences sentences = new Sentences(3);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            texts.add(sentences.next(20 + i % 11));
            add(texts.get(i), Split.TRAIN, "any");
        }

        // when
        int found = 0;
        for (String text : texts) {
            Optional<Near> near = near(sentences.changed(text, change));
            found += near.filter(row -> row.rowId().equals(RowIds.of(text))).isPresent() ? 1 : 0;
        }

        // then
        assertThat(found).isGreaterThanOrEqualTo(change == Sentences.Change.PUNCTUATION ? 2000 : 1960);
    }

    @ParameterizedTest
    @CsvSource({"0.5", "0.8", "0.95"})
    void two_indexes_with_the_same_rows_give_the_same_answers(double threshold) {
        NearDuplicates one = new NearDuplicates(new Nearness(threshold, 0.95));
        NearDuplicates other = new NearDuplicates(new Nearness(threshold, 0.95));
        Sentences sentences = new Sentences(9);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            texts.add(
                    i < 10 || i % 3 == 0
                            ? sentences.next(25)
                            : sentences.changed(texts.get(i / 2), Sentences.Change.WORD));
        }

        texts.forEach(text -> one.add(RowIds.of(text), text, Split.TRAIN, "any"));
        List<Optional<Near>> asked = new ArrayList<>();
        for (String text : texts) {
            asked.add(other.firstNear(RowIds.of(text), text));
            other.add(RowIds.of(text), text, Split.TRAIN, "any");
        }

        assertThat(texts.stream().map(text -> one.firstNear(RowIds.of(text), text)))
                .isEqualTo(asked);
        assertThat(asked.stream().filter(Optional::isPresent).count()).isGreaterThan(100);
    }

    @Test
    void takes_at_most_200_bytes_a_row() {
        Random random = new Random(1);
        for (int i = 1; i <= 200_000; i++) {
            index.add(random(random, random.nextInt()));
            if (i >= 20_000 && i % 1000 == 0) {
                assertThat((double) index.bytes() / i).isBetween(170.0, 200.0);
            }
        }
        assertThat(index.size()).isEqualTo(200_000);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void the_same_sketch_100000_times_is_held_once() {
        Sketch sketch = index.sketch(PARCEL);
        for (int i = 0; i < 100_000; i++) {
            index.add(new SketchedRow(RowIds.of("row " + i), sketch, Split.TRAIN, "late"));
        }

        assertThat(index.size()).isEqualTo(1);
        assertThat(near(PARCEL).orElseThrow().rowId()).isEqualTo(RowIds.of("row 0"));
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void texts_that_share_every_band_cost_a_bounded_time() {
        Random random = new Random(2);
        for (int i = 0; i < 100_000; i++) {
            SketchedRow row = random(random, 7);
            assertThat(index.firstNear(row.rowId(), row.sketch())).isEmpty();
            index.add(row);
        }

        assertThat(index.size()).isEqualTo(100_000);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void texts_of_one_template_cost_a_bounded_time_and_their_copies_are_found() {
        // given: two of a template are similar by about 0.6
        Sentences sentences = new Sentences(4);
        String template = sentences.next(14);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            texts.add(template + " " + sentences.next(5));
            add(texts.get(i), Split.TRAIN, "any");
        }

        // when
        int found = 0;
        for (int i = 0; i < texts.size(); i += 10) {
            String copy = sentences.changed(texts.get(i), Sentences.Change.TYPO);
            found += near(copy).isPresent() ? 1 : 0;
        }

        // then
        assertThat(found).isGreaterThanOrEqualTo(1980);
    }

    @Test
    void long_texts_are_near_only_where_they_say_the_same() {
        Sentences sentences = new Sentences(6);
        String one = sentences.next(4000).substring(0, 20_000);
        String other = sentences.next(4000).substring(0, 20_000);
        add(one, Split.TEST, "any");

        assertThat(near(sentences.changed(one, Sentences.Change.WORD))
                        .orElseThrow()
                        .similarity())
                .isGreaterThan(0.98);
        assertThat(near(other)).isEmpty();
    }

    @Test
    void long_rows_of_digits_are_not_near_for_being_digits() {
        Random random = new Random(7);
        add(digits(random), Split.TRAIN, "any");

        assertThat(near(digits(random))).isEmpty();
    }

    private static String digits(Random random) {
        return random.ints(20_000, '0', '9' + 1).mapToObj(Character::toString).collect(Collectors.joining());
    }

    @Test
    void short_texts_are_near_to_the_same_only() {
        add("yes", Split.TRAIN, "yes");
        add("好", Split.TEST, "yes");

        assertThat(near("Yes!").map(Near::split)).contains(Split.TRAIN);
        assertThat(near("好。").map(Near::split)).contains(Split.TEST);
        assertThat(near("yep")).isEmpty();
        assertThat(near("坏")).isEmpty();
    }

    @Test
    void refuses_sketches_of_another_nearness_and_rows_that_are_none() {
        Sketch foreign = new Sketcher(new Nearness(0.5, 0.95)).sketch(PARCEL);
        Sketch own = index.sketch(PARCEL);

        assertThatThrownBy(() -> index.firstNear(RowIds.of(PARCEL), foreign)).hasMessageContaining("47 bands");
        assertThatThrownBy(() -> new SketchedRow("12", own, Split.TRAIN, "a")).hasMessageContaining("32 digits");
        assertThatThrownBy(() -> new SketchedRow(RowIds.of(PARCEL), own, "dev", "a"))
                .hasMessageContaining("no split 'dev'");
    }

    @Test
    void an_index_that_takes_another_over_answers_as_if_it_had_been_given_the_rows() {
        // given
        Sentences sentences = new Sentences(11);
        NearDuplicates batch = NearDuplicates.toBeTakenOver(Nearness.DEFAULT);
        NearDuplicates given = new NearDuplicates(Nearness.DEFAULT);
        List<String> texts =
                Stream.generate(() -> sentences.next(20)).limit(600).toList();
        texts.forEach(text -> batch.add(RowIds.of(text), text, Split.TEST, text.substring(0, 1)));
        texts.forEach(text -> given.add(RowIds.of(text), text, Split.TEST, text.substring(0, 1)));

        // when
        index.takeOver(batch, 1_000);

        // then
        assertThat(index.size()).isEqualTo(600);
        for (String text : texts) {
            String other = text + " indeed";
            assertThat(near(other)).isPresent().isEqualTo(given.firstNear(RowIds.of(other), other));
        }
    }

    @Test
    void an_index_that_is_full_takes_no_more_over() {
        NearDuplicates batch = NearDuplicates.toBeTakenOver(Nearness.DEFAULT);
        batch.add(RowIds.of(PARCEL), PARCEL, Split.TRAIN, "late");
        batch.add(RowIds.of("Where is my card?"), "Where is my card?", Split.TRAIN, "card");

        index.takeOver(batch, 1);

        assertThat(index.size()).isEqualTo(1);
        assertThat(near(PARCEL + " today")).isPresent();
        assertThat(near("Where is my card")).isEmpty();
    }

    private void add(String text, String split, String label) {
        index.add(RowIds.of(text), text, split, label);
    }

    private Optional<Near> near(String text) {
        return index.firstNear(RowIds.of(text), text);
    }

    /** Random bits; the keys of all bands are as given, times the band. */
    private static SketchedRow random(Random random, int key) {
        int[] keys = new int[Nearness.DEFAULT.bands()];
        for (int band = 0; band < keys.length; band++) {
            keys[band] = (int) Shingles.mix(key * 31L + band);
        }
        String rowId = "%016x%016x".formatted(random.nextLong(), random.nextLong());
        return new SketchedRow(rowId, new Sketch(random.longs(Sketch.WORDS).toArray(), keys), Split.TRAIN, "any");
    }
}
