package dev.graft.registry.retention;

import java.util.Optional;

/** What people want to keep, whatever the policy says. */
@FunctionalInterface
public interface Kept {
    /** Keeps nothing. */
    Kept NOTHING = (task, version) -> Optional.empty();

    /** Why the version is kept; empty: nobody wants it. */
    Optional<String> reason(String task, int version);
}
