package dev.graft.registry.version;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version that somebody registered by hand: no run of the mesh made it, the mesh has not evaluated it and cannot load
 * it.
 *
 * @param source where its files lie, in words of whoever registered it
 * @param location where to fetch its files; {@code source}, unless that is another version's name
 * @param runId free text
 * @param runLink free text
 */
public record ForeignVersion(
        int number,
        Instant createdAt,
        String source,
        String location,
        @Nullable String runId,
        @Nullable String runLink) implements ShelvedVersion {}
