package dev.graft.learning.drift;

import java.util.OptionalDouble;

/** How one aspect of a batch differs from the reference. */
public sealed interface Shift permits LabelShift, NumberShift, VocabularyShift, MmdTest {

    /** The aspect, such as {@code labels} or {@code words a text}. */
    String aspect();

    /**
     * The chance of a difference at least this large between two samples of one distribution; empty of an aspect that is
     * only described.
     */
    OptionalDouble chance();

    /** What changed, for a person, without a full stop. */
    String sentence();
}
