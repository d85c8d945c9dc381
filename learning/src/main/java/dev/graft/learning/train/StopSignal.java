package dev.graft.learning.train;

import java.util.Optional;

/** A wish from outside that a run should end; it is asked for before every step, so answering must be cheap. */
@FunctionalInterface
public interface StopSignal {

    /** No one ever wants to stop. */
    StopSignal NEVER = Optional::empty;

    /** Why to stop; empty: go on. */
    Optional<String> reason();
}
