package dev.graft.learning.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.graft.learning.drift.VocabularyShift.NewWord;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VocabularyShiftTest {

    private static final DriftSettings SETTINGS = DriftSettings.standard(1);

    @Test
    void counts_what_the_reference_never_saw() {
        VocabularyShift shift = shift(
                WordCounts.of(List.of("my card is lost", "where is my card")),
                WordCounts.of(List.of("My crypto wallet is lost", "crypto!")));

        assertThat(shift.unseenShare()).isCloseTo(3 / 6.0, within(1e-12));
        assertThat(shift.newWords()).containsExactly(new NewWord("crypto", 2), new NewWord("wallet", 1));
        assertThat(shift.sentence())
                .startsWith("50.0 % of the words are new, ")
                .endsWith("most often 'crypto' (2), 'wallet' (1)");
        assertThat(shift.referenceForgot()).isFalse();
        assertThat(shift.chance()).isEmpty();
    }

    @Test
    void the_distance_is_that_of_jensen_and_shannon() {
        WordCounts one = new WordCounts(Map.of("a", 4L), 0);
        WordCounts both = new WordCounts(Map.of("a", 3L, "b", 3L), 0);
        WordCounts other = new WordCounts(Map.of("b", 1L), 0);

        assertThat(shift(one, both).distance()).isCloseTo(0.557923, within(1e-6));
        assertThat(shift(both, one).distance()).isCloseTo(0.557923, within(1e-6));
        assertThat(shift(one, other).distance()).isEqualTo(1);
        assertThat(shift(both, both).distance()).isZero();
    }

    @Test
    void words_of_one_distribution_are_as_far_apart_as_chance_says() {
        Random random = new Random(6);
        VocabularyShift same = shift(zipf(20_000, random), zipf(1_000, random));
        VocabularyShift turned = shift(zipf(1_000, random), zipf(20_000, random));

        assertThat(same.distance())
                .isCloseTo(same.distanceByChance(), within(0.03))
                .isGreaterThan(0.2);
        assertThat(same.unseenShare()).isCloseTo(same.unseenByChance(), within(0.02));
        assertThat(turned.distance()).isCloseTo(turned.distanceByChance(), within(0.03));
    }

    @Test
    void names_at_most_twenty_new_words() {
        WordCounts many =
                WordCounts.of(IntStream.range(0, 50).mapToObj(i -> "w" + i).toList());

        assertThat(shift(WordCounts.of(List.of("a")), many).newWords()).hasSize(20);
    }

    @Test
    void a_counter_forgets_rare_words_and_says_so() {
        WordCounter counter = new WordCounter(3);
        List.of("a a a b b b c c", "d", "e", "f").forEach(counter::add);
        assertThat(counter.counts().forgotten()).isZero();

        counter.add("g");

        assertThat(counter.counts()).isEqualTo(new WordCounts(Map.of("a", 3L, "b", 3L, "c", 2L), 4));
        VocabularyShift shift = shift(counter.counts(), WordCounts.of(List.of("d")));
        assertThat(shift.referenceForgot()).isTrue();
        assertThat(shift.sentence()).startsWith("at most 100.0 % of the words are new, ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WordCounter(0))
                .withMessageContaining("at least 1 word");
    }

    @Test
    void counts_of_two_parts_add_up() {
        WordCounts sum = WordCounts.of(List.of("a b")).plus(new WordCounts(Map.of("b", 2L), 5));

        assertThat(sum).isEqualTo(new WordCounts(Map.of("a", 1L, "b", 3L), 5));
    }

    @Test
    void refuses_a_side_without_words() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shift(WordCounts.NONE, WordCounts.of(List.of("a"))))
                .withMessageContaining("one side has none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WordCounts(Collections.singletonMap("a", 0L), 0))
                .withMessageContaining("'a' cannot occur 0 times");
    }

    private static WordCounts zipf(int words, Random random) {
        WordCounter counter = new WordCounter(WordCounter.USUAL_WORDS);
        for (int i = 0; i < words; i++) {
            counter.addWord("w" + (int) Math.exp(random.nextDouble() * Math.log(2_000)));
        }
        return counter.counts();
    }

    private static VocabularyShift shift(WordCounts reference, WordCounts batch) {
        return VocabularyShift.of(reference, batch, SETTINGS, DriftListener.SILENT);
    }
}
