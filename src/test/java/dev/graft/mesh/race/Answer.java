package dev.graft.mesh.race;

import org.jspecify.annotations.Nullable;

/** What a client was told. */
public sealed interface Answer {
    /** @param repeated whether an earlier request with the same key had made the move */
    record Moved(long sequence, int version, @Nullable Integer previousVersion, boolean repeated) implements Answer {}

    /** The wish cannot be granted, for this reason. */
    record Refused(String reason) implements Answer {}

    /** The move that made the champion champion, and its version. */
    record Saw(long sequence, int version) implements Answer {}

    /** No answer came: the wish may have been granted, may yet be, or may never be. */
    record None() implements Answer {}
}
