package dev.graft.learning.train;

import dev.graft.learning.text.TextInput;

/** One row to learn from: an input and its label. */
public record LabelledText(TextInput input, String label) {

    /** A row of a single text. */
    public static LabelledText of(String text, String label) {
        return new LabelledText(TextInput.of(text), label);
    }
}
