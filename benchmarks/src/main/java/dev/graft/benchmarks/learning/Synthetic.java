package dev.graft.benchmarks.learning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.train.LabelledText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Texts of random words, each one token, so that every text has a wished length. */
final class Synthetic {

    private static final int SPECIAL_TOKENS = 2;
    private static final long SEED = 1;

    private Synthetic() {}

    /**
     * A task of two labels that mean nothing.
     *
     * @param train rows to learn from
     * @param validation rows to validate on, also the test
     * @param tokens of every text, special ones included
     */
    static TextSet of(BackboneFiles backbone, int train, int validation, int tokens) throws IOException {
        return of(backbone, train, validation, tokens, tokens);
    }

    /** The same with texts of {@code least} to {@code most} tokens. */
    static TextSet of(BackboneFiles backbone, int train, int validation, int least, int most) throws IOException {
        List<String> words = words(backbone);
        Random random = new Random(SEED);
        List<LabelledText> rows = new ArrayList<>();
        for (int row = 0; row < train + validation; row++) {
            int length = least + (most == least ? 0 : random.nextInt(most - least + 1));
            String text = random.ints(length - SPECIAL_TOKENS, 0, words.size())
                    .mapToObj(words::get)
                    .collect(Collectors.joining(" "));
            rows.add(LabelledText.of(text, row % 2 == 0 ? "even" : "odd"));
        }
        List<LabelledText> last = rows.subList(train, rows.size());
        return new TextSet(backbone.name(), rows.subList(0, train), last, last, List.of("even", "odd"));
    }

    /** Whole words of the vocabulary, in lower case. */
    private static List<String> words(BackboneFiles backbone) throws IOException {
        JsonNode vocabulary =
                new ObjectMapper().readTree(backbone.tokenizer()).path("model").path("vocab");
        List<String> words = new ArrayList<>();
        vocabulary.fieldNames().forEachRemaining(word -> {
            if (word.matches("[a-z]{3,8}")) {
                words.add(word);
            }
        });
        return words.stream().sorted().toList();
    }
}
