package dev.graft.dataprep.check;

/** Tells languages apart. */
@FunctionalInterface
public interface Languages {
    /** Of a text of fewer UTF-16 code units no language is told. */
    int LEAST_CHARS = 10;

    /** ISO 639-3 for a language that cannot be told. */
    String UNDETERMINED = "und";

    /** The language that a text is most probably written in, as its code of ISO 639-3, such as {@code eng}. */
    String of(String text);
}
