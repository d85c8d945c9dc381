package dev.graft.registry.promotion;

import dev.graft.contracts.Event;
import dev.graft.contracts.document.ModelVersion;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.platform.trace.Spans;
import dev.graft.registry.book.ModelBook;
import dev.graft.registry.version.RegisteredVersion;
import dev.graft.registry.version.VersionShelf;
import java.time.Clock;
import java.util.Optional;

/**
 * Gives a run its version.
 *
 * <p>A number is claimed only when the registry is about to decide, not when an evaluation comes in. So one run ends in
 * one version: versions have no gaps, a claim succeeds only at the number after the last one that was read, and all that
 * were read belong to other runs. And no version stays undecided: the decision is the next write, and whoever dies in
 * between, or loses the move to another one and has to ask for a further evaluation, comes back to the same version with
 * the next delivery, of which there is always one, because a verdict is acknowledged only after its decision or its
 * request is with the broker, and the number of evaluations is bounded.
 *
 * <p>The signature follows the claim, because it names the number, and comes before everything that could make the
 * version live. Whoever dies in between comes back here as well, and signs what the verdict names, not what meanwhile
 * may lie in the store.
 */
public final class RegisterChallenger {
    private final VersionShelf shelf;
    private final Clock clock;

    public RegisterChallenger(VersionShelf shelf, Clock clock) {
        this.shelf = shelf;
        this.clock = clock;
    }

    /** The run's version, new or not; empty when another run has taken the number meanwhile. */
    Optional<Integer> register(ModelBook book, Event<ModelEvaluated> verdict) {
        return Spans.in("register version", () -> {
            Optional<Integer> version = number(book, verdict);
            version.ifPresent(number ->
                    shelf.sign(book.task(), number, verdict.data().run().model()));
            return version;
        });
    }

    private Optional<Integer> number(ModelBook book, Event<ModelEvaluated> verdict) {
        Optional<Integer> earlier =
                book.versions().ofRun(verdict.data().runId()).map(RegisteredVersion::number);
        if (earlier.isPresent()) {
            return earlier;
        }
        int number = book.versions().next();
        boolean claimed = shelf.claim(new ModelVersion(book.task(), number, clock.instant(), verdict.data()));
        return claimed ? Optional.of(number) : Optional.empty();
    }
}
