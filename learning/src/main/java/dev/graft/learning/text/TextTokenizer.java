package dev.graft.learning.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The tokenizer of a backbone, with a fixed longest length; safe for many threads.
 *
 * <p>Truncation: special tokens stay; of a single text the end is cut; of a pair, tokens go from the end of whichever
 * text is longer. A text is first cut to {@value #CHARACTERS_PER_TOKEN} characters for each allowed token, so that a
 * text of gigabytes costs no more than a long one. Truncation and padding that {@code tokenizer.json} itself asks for
 * are switched off; batches are padded where they are made.
 */
public final class TextTokenizer implements AutoCloseable {

    static final int CHARACTERS_PER_TOKEN = 100;

    private final HuggingFaceTokenizer tokenizer;
    private final int maxLength;

    /**
     * A tokenizer over the content of a {@code tokenizer.json}.
     *
     * @param maxLength tokens an input, special ones included, at least 3
     */
    public TextTokenizer(String tokenizerJson, int maxLength) throws IOException {
        if (maxLength < 3) {
            throw new IllegalArgumentException("an input needs room for at least 3 tokens, not " + maxLength);
        }
        this.maxLength = maxLength;
        Map<String, String> options = Map.of(
                "truncation",
                "LONGEST_FIRST",
                "padding",
                "DO_NOT_PAD",
                "maxLength",
                Integer.toString(maxLength),
                "modelMaxLength",
                Integer.toString(maxLength));
        this.tokenizer = HuggingFaceTokenizer.newInstance(
                new ByteArrayInputStream(tokenizerJson.getBytes(StandardCharsets.UTF_8)), options);
    }

    public int maxLength() {
        return maxLength;
    }

    /**
     * The tokens of one input.
     *
     * @throws IllegalArgumentException where the special tokens of a pair alone, four with RoBERTa, are too many
     */
    public Tokens encode(TextInput input) {
        String text = bounded(input.text());
        String pair = input.pair();
        Tokens tokens = new Tokens(
                pair == null
                        ? tokenizer.encode(text, true, false)
                        : tokenizer.encode(text, bounded(pair), true, false));
        if (tokens.length() > maxLength) {
            throw new IllegalArgumentException(
                    "the longest input of " + maxLength + " tokens has no room for the special tokens of a pair");
        }
        return tokens;
    }

    /** The tokens of every input, in their order. */
    public List<Tokens> encode(List<TextInput> inputs) {
        return inputs.stream().map(this::encode).toList();
    }

    @Override
    public void close() {
        tokenizer.close();
    }

    private String bounded(String text) {
        int limit = CHARACTERS_PER_TOKEN * maxLength;
        if (text.length() <= limit) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit);
    }
}
