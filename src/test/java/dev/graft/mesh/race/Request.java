package dev.graft.mesh.race;

import org.jspecify.annotations.Nullable;

/** What a client asks of a registry. */
public sealed interface Request {
    /** A wish to change what is live; {@code key} makes a repeat of it harmless. */
    sealed interface Wish extends Request {
        String key();

        /** What the client believes to be live; null: it does not care. */
        @Nullable
        Integer expectedChampion();
    }

    record Promote(int version, @Nullable Integer expectedChampion, String key) implements Wish {}

    /** @param version null: one step back */
    record RollBack(@Nullable Integer version, @Nullable Integer expectedChampion, String key) implements Wish {}

    /** What is live? */
    record Read() implements Request {}
}
