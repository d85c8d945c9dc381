package dev.graft.registry.catalogue;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.graft.registry.book.VersionStatus;
import dev.graft.registry.version.RegisteredVersion;

/** A version with where it stands. */
public record VersionView(
        VersionStatus status, @JsonUnwrapped RegisteredVersion version) {}
