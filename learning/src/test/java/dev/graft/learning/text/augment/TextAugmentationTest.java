package dev.graft.learning.text.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.graft.learning.backbone.RowDraw;
import dev.graft.learning.text.TextInput;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextAugmentationTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SortedMap<String, List<String>> NO_SYNONYMS = Collections.emptySortedMap();
    private static final String SENTENCE = "Where is my parcel, and who has got it now?";
    private static final List<String> TEXTS = List.of(
            SENTENCE,
            "  two  spaces,\tand a tab \n",
            "don't e-mail me \uD83D\uDE00\uD83D\uDE00 \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67!",
            "这家的外卖很好吃，送得也快。",
            "配達がとても早くて、コーヒーも美味しい",
            "배송이 너무 늦어요",
            "\uD842\uDFB7野家で食べた",
            "อาหารอร่อยมากที่สุด",
            "cafe\u0301 naı\u0308ve हिन्दी",
            "a",
            "好",
            "??",
            "",
            " ");

    @Test
    void the_same_draw_gives_the_same_text_and_other_passes_and_rows_others() {
        TextAugmentation augmentation = all(0.2);
        UnaryOperator<String> first = text -> changed(augmentation, text, 7, 3);

        assertThat(first.apply(SENTENCE)).isEqualTo(first.apply(SENTENCE));
        assertThat(IntStream.range(0, 20)
                        .mapToObj(pass -> changed(augmentation, SENTENCE, pass, 3))
                        .collect(Collectors.toSet()))
                .hasSizeGreaterThan(15);
        assertThat(IntStream.range(0, 20)
                        .mapToObj(row -> changed(augmentation, SENTENCE, 7, row))
                        .collect(Collectors.toSet()))
                .hasSizeGreaterThan(15);
    }

    @Test
    void without_shares_every_text_stays_as_it_is_to_the_last_space() {
        for (String text : TEXTS) {
            assertThat(changed(TextAugmentation.NONE, text, 1, 1)).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 1})
    void no_text_becomes_empty_or_gets_half_a_character(double share) {
        TextAugmentation augmentation = all(share);
        for (String text : TEXTS) {
            for (int pass = 0; pass < 200; pass++) {
                String changed = changed(augmentation, text, pass, 0);

                assertThat(changed.isBlank()).as(text).isEqualTo(text.isBlank());
                assertThat(changed.codePoints())
                        .as(text)
                        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
            }
        }
    }

    @Test
    void drops_about_its_share_of_the_words_and_keeps_one_at_least() {
        TextAugmentation tenth = new TextAugmentation(0, 0.1, 0, 0, NO_SYNONYMS, 0);
        TextAugmentation all = new TextAugmentation(0, 1, 0, 0, NO_SYNONYMS, 0);
        String text = "one two three four five six seven eight nine ten";

        double kept = IntStream.range(0, 500)
                .map(row -> changed(tenth, text, 1, row).split(" ").length)
                .average()
                .orElseThrow();

        assertThat(kept).isBetween(8.8, 9.2);
        assertThat(IntStream.range(0, 200)
                        .mapToObj(row -> changed(all, text, 1, row))
                        .collect(Collectors.toSet()))
                .isSubsetOf(text.split(" "))
                .hasSizeGreaterThan(8);
        assertThat(changed(all, "  now!  ", 1, 1)).isEqualTo("  now!  ");
    }

    @Test
    void swaps_neighbours_and_leaves_punctuation_and_gaps_in_their_places() {
        TextAugmentation certain = new TextAugmentation(0, 0, 1, 0, NO_SYNONYMS, 0);

        assertThat(changed(certain, "a b,  c d. e", 1, 1)).isEqualTo("b a,  d c. e");
        assertThat(changed(certain, "很好，吃", 1, 1)).isEqualTo("好很，吃");
    }

    @Test
    void noise_leaves_words_apart_and_takes_letters_from_the_text_alone() {
        TextAugmentation noise = new TextAugmentation(0, 0, 0, 0.3, NO_SYNONYMS, 0);
        for (int row = 0; row < 300; row++) {
            String latin = changed(noise, "three ожидание words", 1, row);

            assertThat(latin.split(" ")).hasSize(3).allMatch(word -> !word.isEmpty());
            assertThat(latin.split(" ")[0]).matches("[threwods]+");
            assertThat(latin.split(" ")[1]).matches("[ожиданe]+|[ожидание]+");
            assertThat(changed(noise, "好吃的", 1, row)).matches("[好吃的]{3,6}");
        }
    }

    @Test
    void noise_changes_about_its_share_of_the_characters() {
        TextAugmentation noise = new TextAugmentation(0, 0, 0, 0.1, NO_SYNONYMS, 0);

        long changed = IntStream.range(0, 2_000)
                .filter(row -> !changed(noise, "abcdefghij", 1, row).equals("abcdefghij"))
                .count();

        // 1 - 0.9^10 = 0.651; one replacement in ten takes the letter itself
        assertThat(changed / 2_000.0).isBetween(0.6, 0.68);
    }

    @Test
    void takes_synonyms_of_words_and_phrases_whatever_their_case() {
        SortedMap<String, List<String>> synonyms = new TreeMap<>(Map.of(
                "Parcel",
                List.of("package"),
                "credit card",
                List.of("card"),
                "很好",
                List.of("不错"),
                "card",
                List.of("x")));
        TextAugmentation certain = new TextAugmentation(1, 0, 0, 0, synonyms, 0);

        assertThat(changed(certain, "MY PARCEL, paid by Credit  card.", 1, 1)).isEqualTo("MY package, paid by card.");
        assertThat(changed(certain, "味道很好！", 1, 1)).isEqualTo("味道不错！");
        assertThat(changed(certain, "parcels", 1, 1)).isEqualTo("parcels");
    }

    @Test
    void changes_both_texts_of_a_pair_each_by_itself() {
        TextAugmentation swap = new TextAugmentation(0, 0, 0.5, 0, NO_SYNONYMS, 0);
        long alike = IntStream.range(0, 100)
                .mapToObj(row -> swap.apply(new TextInput(SENTENCE, SENTENCE), new RowDraw(1, row)))
                .filter(input -> input.text().equals(input.pair()))
                .count();

        assertThat(alike).isLessThan(20);
    }

    @Test
    void comes_back_from_json_and_writes_only_what_changes_texts() throws Exception {
        TextAugmentation augmentation =
                new TextAugmentation(0.1, 0, 0.05, 0, new TreeMap<>(Map.of("big", List.of("large", "huge"))), 0);
        String json = JSON.writeValueAsString(augmentation);

        assertThat(json)
                .isEqualTo("{\"synonymReplacement\":0.1,\"wordSwap\":0.05,\"synonyms\":{\"big\":[\"large\",\"huge\"]},"
                        + "\"copies\":4}");
        assertThat(JSON.readValue(json, TextAugmentation.class)).isEqualTo(augmentation);
        assertThat(JSON.readValue("{}", TextAugmentation.class)).isEqualTo(TextAugmentation.NONE);
        assertThatThrownBy(() -> JSON.readValue("{\"wordInsertion\":0.1}", TextAugmentation.class))
                .isInstanceOf(UnrecognizedPropertyException.class);
    }

    @Test
    void refuses_values_out_of_range_and_dictionaries_that_are_none_or_too_large() {
        assertThatThrownBy(() -> new TextAugmentation(0, 1.1, 0, 0, NO_SYNONYMS, 0))
                .hasMessageContaining("wordDropout must be 0.0 to 1.0, not 1.1");
        assertThatThrownBy(() -> new TextAugmentation(0, 0, 0, Double.NaN, NO_SYNONYMS, 0))
                .hasMessageContaining("characterNoise");
        assertThatThrownBy(() -> new TextAugmentation(0, 0, 0, 0, NO_SYNONYMS, 33))
                .hasMessageContaining("copies");
        assertThatThrownBy(() -> new TextAugmentation(0.1, 0, 0, 0, NO_SYNONYMS, 0))
                .hasMessageContaining("need each other");
        assertThatThrownBy(() -> synonyms(Map.of("a", List.of()))).hasMessageContaining("words to choose from");
        assertThatThrownBy(() -> synonyms(Map.of("a", List.of("x"), "A", List.of("y"))))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> synonyms(Map.of("one two three four five six seven eight nine", List.of("x"))))
                .hasMessageContaining("1 to 8 words");
        assertThatThrownBy(() -> synonyms(Map.of("a", List.of("x".repeat(40_000)))))
                .hasMessageContaining("32768 characters");
        assertThatThrownBy(() -> synonyms(IntStream.rangeClosed(0, 1_000)
                        .boxed()
                        .collect(Collectors.toMap(i -> "w" + i, i -> List.of("x")))))
                .hasMessageContaining("1000 phrases");
    }

    @Test
    void the_usual_shares_are_those_of_the_paper() {
        assertThat(TextAugmentation.usual(2_000).wordDropout()).isEqualTo(0.05);
        assertThat(TextAugmentation.usual(2_001).wordSwap()).isEqualTo(0.1);
        assertThat(TextAugmentation.usual(500).copies()).isEqualTo(4);
    }

    @Test
    void cuts_words_as_a_reader_would() {
        assertThat(words("Don't e-mail: 3 cafés, 2nd!")).containsExactly("Don't", "e-mail", "3", "cafés", "2nd");
        assertThat(words("很好ok吗")).containsExactly("很", "好", "ok", "吗");
        assertThat(words("배송이 늦어요")).containsExactly("배송이", "늦어요");
    }

    private static List<String> words(String text) {
        return Pieces.of(text).stream().filter(Piece::isWord).map(Piece::text).toList();
    }

    private static String changed(TextAugmentation augmentation, String text, long pass, long row) {
        return augmentation.apply(TextInput.of(text), new RowDraw(pass, row)).text();
    }

    private static TextAugmentation all(double share) {
        SortedMap<String, List<String>> synonyms =
                new TreeMap<>(Map.of("parcel", List.of("package"), "好", List.of("棒")));
        return new TextAugmentation(share, share, share, share, synonyms, 0);
    }

    private static TextAugmentation synonyms(Map<String, ? extends List<?>> given) {
        SortedMap<String, List<String>> synonyms = new TreeMap<>();
        given.forEach((key, words) -> synonyms.put(
                key, Arrays.asList(words.stream().map(String::valueOf).toArray(String[]::new))));
        return new TextAugmentation(0.1, 0, 0, 0, synonyms, 0);
    }
}
