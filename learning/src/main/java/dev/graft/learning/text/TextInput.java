package dev.graft.learning.text;

import org.jspecify.annotations.Nullable;

/**
 * What is classified: one text, or a pair of texts whose relation is asked for.
 *
 * @param text the first or only text
 * @param pair the second text; null for a single one
 */
public record TextInput(String text, @Nullable String pair) {

    /** A single text. */
    public static TextInput of(String text) {
        return new TextInput(text, null);
    }
}
