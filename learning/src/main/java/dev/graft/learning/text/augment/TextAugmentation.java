package dev.graft.learning.text.augment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.graft.learning.backbone.RowDraw;
import dev.graft.learning.text.TextInput;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Random changes of training texts that seldom change what they mean: a value that a task declares, as JSON too.
 *
 * <p>Synonyms, dropout and swap are three of the four steps of EDA (Wei and Zou, EMNLP-IJCNLP 2019); its random insertion
 * needs a thesaurus, which is not shipped. Noise in characters is Belinkov and Bisk's (ICLR 2018). Each share is the
 * chance of a word, or a character, to be changed, as EDA's α is a share of a text's words. The paper recommends
 * 0.05 for up to 2,000 rows and 0.1 for more, which {@link #usual} follows, and sees harm in swaps from 0.3 on. Here they are
 * of neighbours, as a word far from its place changes a sentence more.
 *
 * <p>The steps follow each other in the order of the parameters. What a step draws depends on the pass's seed, the row and
 * the step's place alone; both texts of a pair are changed, each by itself. A word is a run of letters and digits, in
 * scripts without spaces a character, and Korean is cut at its spaces. Punctuation, emoji and white space stay as they
 * are. Nothing else is protected: a dropped "not" turns a sentence round, and its label stays. A text keeps a word, and a
 * word a character, so no text becomes empty.
 *
 * @param synonymReplacement share of the words and phrases in {@code synonyms} that are replaced, 0 to 1
 * @param wordDropout share of the words that are left out, 0 to 1
 * @param wordSwap share of the words that change places with the next one, 0 to 1
 * @param characterNoise share of the words' characters that are left out, doubled, exchanged with the next one or
 *     replaced by another one of the text, 0 to 1
 * @param synonyms alternatives by word or phrase, the user's own, at most {@value #MOST_PHRASES}, of
 *     {@value #LONGEST_PHRASE} words or characters without spaces each, and {@value #MOST_CHARACTERS} characters in all;
 *     upper and lower case are the same
 * @param copies augmented copies of a row, beside the row as it is, that a head on frozen features learns from: they are
 *     drawn once a run, since new ones in each pass would ask the whole backbone again; 1 to 32, 0 stands for
 *     {@value #USUAL_COPIES}, EDA's fewest. Layers that learn see each row changed anew in each pass
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
@JsonPropertyOrder({"synonymReplacement", "wordDropout", "wordSwap", "characterNoise", "synonyms", "copies"})
public record TextAugmentation(
        double synonymReplacement,
        double wordDropout,
        double wordSwap,
        double characterNoise,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, List<String>> synonyms,
        int copies) {

    public static final int MOST_PHRASES = 1_000;
    public static final int LONGEST_PHRASE = 8;
    public static final int MOST_CHARACTERS = 32_768;
    public static final int USUAL_COPIES = 4;

    /** Leaves texts as they are. */
    public static final TextAugmentation NONE =
            new TextAugmentation(0, 0, 0, 0, Collections.emptySortedMap(), USUAL_COPIES);

    private static final int STEPS = 4;
    private static final int FEW_ROWS = 2_000;

    public TextAugmentation {
        require("synonymReplacement", synonymReplacement, 0, 1);
        require("wordDropout", wordDropout, 0, 1);
        require("wordSwap", wordSwap, 0, 1);
        require("characterNoise", characterNoise, 0, 1);
        copies = copies == 0 ? USUAL_COPIES : copies;
        require("copies", copies, 1, 32);
        synonyms = dictionary(Objects.requireNonNullElse(synonyms, Map.<String, List<String>>of()));
        if ((synonymReplacement > 0) == synonyms.isEmpty()) {
            throw new IllegalArgumentException(
                    "augmentation.synonymReplacement and augmentation.synonyms need each other");
        }
    }

    /** Dropout and swap at the shares that EDA's authors recommend for so many training rows; nothing else. */
    public static TextAugmentation usual(int rows) {
        double share = rows <= FEW_ROWS ? 0.05 : 0.1;
        return new TextAugmentation(0, share, share, 0, Collections.emptySortedMap(), USUAL_COPIES);
    }

    /** Whether every text stays as it is. */
    public boolean changesNothing() {
        return synonymReplacement + wordDropout + wordSwap + characterNoise == 0;
    }

    /** The input as one pass sees it; the same draw gives the same input. */
    public TextInput apply(TextInput input, RowDraw draw) {
        String pair = input.pair();
        return new TextInput(changed(input.text(), draw, 0), pair == null ? null : changed(pair, draw, STEPS));
    }

    private String changed(String text, RowDraw draw, int place) {
        List<Piece> pieces = Pieces.of(text);
        pieces = WordChanges.replaced(pieces, synonymReplacement, synonyms, draw.forStep(place));
        pieces = WordChanges.dropped(pieces, wordDropout, draw.forStep(place + 1));
        pieces = WordChanges.swapped(pieces, wordSwap, draw.forStep(place + 2));
        return Pieces.joined(CharacterNoise.over(pieces, characterNoise, draw.forStep(place + 3)));
    }

    private static SortedMap<String, List<String>> dictionary(Map<String, List<String>> given) {
        if (given.size() > MOST_PHRASES) {
            throw new IllegalArgumentException(
                    "augmentation.synonyms may name " + MOST_PHRASES + " phrases, not " + given.size());
        }
        SortedMap<String, List<String>> dictionary = new TreeMap<>();
        int characters = 0;
        for (Map.Entry<String, List<String>> entry : given.entrySet()) {
            List<String> alternatives = List.copyOf(entry.getValue());
            if (alternatives.isEmpty() || alternatives.stream().anyMatch(String::isBlank)) {
                throw new IllegalArgumentException(
                        "augmentation.synonyms of '" + entry.getKey() + "' need words to choose from");
            }
            characters += entry.getKey().length()
                    + alternatives.stream().mapToInt(String::length).sum();
            if (dictionary.put(phrase(entry.getKey()), alternatives) != null) {
                throw new IllegalArgumentException("augmentation.synonyms name '" + entry.getKey() + "' twice");
            }
        }
        if (characters > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "augmentation.synonyms may have " + MOST_CHARACTERS + " characters, not " + characters);
        }
        return Collections.unmodifiableSortedMap(dictionary);
    }

    private static String phrase(String key) {
        List<Piece> pieces = Pieces.of(key.strip());
        if (pieces.isEmpty() || pieces.size() > LONGEST_PHRASE) {
            throw new IllegalArgumentException("a phrase of augmentation.synonyms has 1 to " + LONGEST_PHRASE
                    + " words (characters, where there are no spaces), not '" + key + "'");
        }
        return Pieces.phrase(pieces);
    }

    private static void require(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    "augmentation." + name + " must be " + least + " to " + most + ", not " + value);
        }
    }
}
