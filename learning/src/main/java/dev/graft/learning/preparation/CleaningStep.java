package dev.graft.learning.preparation;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A change to a text that makes texts alike which mean the same. What a step does never changes: a better one gets the
 * next version, so that a model is served with the very step that its rows went through. Texts in and out are strings
 * without half surrogate pairs. Thread-safe.
 */
public enum CleaningStep {
    /** The canonical composed form (Unicode Standard Annex 15): an accent is written in one way. */
    UNICODE_NFC("unicode-nfc@1", Unicode::composed),

    /**
     * Tags and comments go, with what {@code script} and {@code style} hold; entities become characters; blocks, breaks
     * and list items start a line. A text without {@code <…>} or {@code &…;} stays as it is.
     */
    HTML("html@1", Markup::text),

    /**
     * Control characters other than tab and line breaks go, and so do the byte order mark, the zero width space, the word
     * joiner, the soft hyphen and the marks of writing direction. Joiners inside emoji and Indic words stay.
     */
    CONTROL_CHARACTERS("control-characters@1", Unicode::withoutControls),

    /**
     * Every run of white space becomes one space, or one line break where it held one, two where it held several; none is
     * left at the ends.
     */
    WHITESPACE("whitespace@1", WhiteSpace::inOneWay),

    /** The text stays as it is; where rows are taken in, each is given the language that it is written in. */
    LANGUAGE_TAG("language-tag@1", UnaryOperator.identity());

    private final String id;
    private final UnaryOperator<String> change;

    CleaningStep(String id, UnaryOperator<String> change) {
        this.id = id;
        this.change = change;
    }

    /** Name and version, as in {@code html@1}: how declarations, reports and models spell it. */
    public String id() {
        return id;
    }

    /** The text after this step. */
    public String apply(String text) {
        return change.apply(text);
    }

    /** The step that an id names. */
    public static Optional<CleaningStep> named(String id) {
        for (CleaningStep step : values()) {
            if (step.id.equals(id)) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }
}
