package dev.graft.dashboard.http;

import dev.graft.dashboard.replay.ReplayDeadLetter;
import dev.graft.dashboard.replay.ReplayOutcome;
import dev.graft.dashboard.replay.ReplayOutcome.Refused;
import dev.graft.dashboard.replay.ReplayOutcome.Replayed;
import dev.graft.dashboard.replay.ReplayOutcome.Unknown;
import dev.graft.dashboard.view.Replay;
import dev.graft.platform.access.NeedsRole;
import dev.graft.platform.access.Role;
import dev.graft.platform.http.CallerContext;
import dev.graft.platform.http.Problem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The wish to have a dead letter's record sent again. */
@Path("/api/dead-letters/{id}/replay")
public class ReplayResource {
    private final ReplayDeadLetter letters;
    private final Clock clock;

    public ReplayResource(ReplayDeadLetter letters, Clock clock) {
        this.letters = letters;
        this.clock = clock;
    }

    /** Answers when the broker has the record. It must be JSON that comes, which no page elsewhere can send unasked. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @NeedsRole(Role.WRITER)
    @Operation(summary = "Sends a dead letter's record back to where it was found")
    public Replayed replay(@RestPath String id, @Context SecurityContext caller, @Nullable ReplayWish wish) {
        String explanation = text("explanation", wish == null ? null : wish.explanation());
        if (explanation == null) {
            throw Problem.badRequest("Say why, as {\"explanation\": \"the producer's schema is mended\"}");
        }
        String claimed = text("requestedBy", wish == null ? null : wish.requestedBy());
        String by = Objects.requireNonNullElse(CallerContext.of(caller).nameOr(claimed), "an unknown person");
        ReplayOutcome outcome = letters.replay(id, new Replay(clock.instant(), by, explanation));
        if (outcome instanceof Unknown unknown) {
            throw Problem.notFound(unknown.why());
        }
        if (outcome instanceof Refused refused) {
            throw Problem.conflict(refused.why());
        }
        return (Replayed) outcome;
    }

    private static @Nullable String text(String name, @Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        if (given.length() > ReplayWish.MAX_CHARS) {
            throw Problem.badRequest(name + " may have at most " + ReplayWish.MAX_CHARS + " characters");
        }
        return given.strip();
    }
}
