package dev.graft.dataprep.check;

/** Tells languages apart. */
@FunctionalInterface
public interface Languages {
    /** The language that a text is most probably written in, as its code of ISO 639-3, such as {@code eng}. */
    String of(String text);
}
