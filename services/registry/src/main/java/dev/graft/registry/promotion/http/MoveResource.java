package dev.graft.registry.promotion.http;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.platform.access.Caller;
import dev.graft.platform.access.NeedsRole;
import dev.graft.platform.access.Role;
import dev.graft.platform.http.CallerContext;
import dev.graft.platform.http.Problem;
import dev.graft.platform.json.Json;
import dev.graft.registry.history.Move;
import dev.graft.registry.promotion.MoveOutcome;
import dev.graft.registry.promotion.MoveRequest;
import dev.graft.registry.promotion.OverruleGate;
import dev.graft.registry.promotion.RollBack;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Changes what is live on a person's request. A repeat with the same {@code Idempotency-Key} changes nothing and answers
 * the same; {@code expectedChampion} refuses a request that was made on another state.
 */
@Path("/models/{task:[a-z0-9][a-z0-9-]{0,62}}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@NeedsRole(Role.PROMOTER)
public class MoveResource {
    private static final String KEY_HEADER = "Idempotency-Key";
    private static final int MAX_KEY_CHARS = 200;
    private static final int MAX_NAME_CHARS = 200;
    private static final int MAX_EXPLANATION_CHARS = 2_000;

    private final RollBack rollBack;
    private final OverruleGate overrule;

    public MoveResource(RollBack rollBack, OverruleGate overrule) {
        this.rollBack = rollBack;
        this.overrule = overrule;
    }

    /**
     * The body of a rollback.
     *
     * @param toVersion also called {@code version}; null: the previous champion
     * @param requestedBy who wishes it; means nothing where the caller has proved a name
     */
    public record RollbackBody(
            @JsonAlias("version") @Nullable Integer toVersion,
            @Nullable Integer expectedChampion,
            @Nullable String explanation,
            @Nullable String requestedBy) {}

    /**
     * The body of a promotion against, or without, a verdict.
     *
     * @param requestedBy who wishes it; means nothing where the caller has proved a name
     */
    public record PromotionBody(
            @Nullable Integer expectedChampion,
            @Nullable String explanation,
            @Nullable String requestedBy) {}

    /**
     * A move as an answer.
     *
     * @param repeated whether an earlier request with the same key made it
     */
    public record Answer(String task, Move move, boolean repeated) {}

    @POST
    @Path("/rollback")
    @Operation(summary = "Makes an earlier version live again")
    public Answer rollBack(
            @PathParam("task") String task,
            @HeaderParam(KEY_HEADER) @Nullable String key,
            @Context SecurityContext caller,
            @Nullable JsonNode body)
            throws IOException {
        RollbackBody wish = read(body, RollbackBody.class);
        String by = by(caller, wish.requestedBy());
        return answer(rollBack.rollBack(
                task,
                new MoveRequest(
                        wish.toVersion(),
                        wish.expectedChampion(),
                        text("explanation", wish.explanation(), MAX_EXPLANATION_CHARS),
                        by == null ? Caller.ANONYMOUS : by,
                        key(key))));
    }

    @POST
    @Path("/versions/{version:\\d{1,9}}/promote")
    @Operation(summary = "Makes a version live against, or without, a verdict")
    public Answer promote(
            @PathParam("task") String task,
            @PathParam("version") int version,
            @HeaderParam(KEY_HEADER) @Nullable String key,
            @Context SecurityContext caller,
            @Nullable JsonNode body)
            throws IOException {
        PromotionBody wish = read(body, PromotionBody.class);
        String by = by(caller, wish.requestedBy());
        if (by == null) {
            throw missing("requestedBy");
        }
        return answer(overrule.promote(
                task,
                new MoveRequest(
                        version,
                        wish.expectedChampion(),
                        text("explanation", wish.explanation(), MAX_EXPLANATION_CHARS),
                        by,
                        key(key))));
    }

    private static @Nullable String by(SecurityContext caller, @Nullable String claimed) {
        String bounded = claimed == null ? null : text("requestedBy", claimed, MAX_NAME_CHARS);
        return CallerContext.of(caller).nameOr(bounded);
    }

    /** A misspelt field is an error here: ignored, it would make another version live than the one that is wanted. */
    private static <T> T read(@Nullable JsonNode body, Class<T> type) throws IOException {
        JsonNode json = body == null ? Json.mapper().createObjectNode() : body;
        return Json.mapper()
                .readerFor(type)
                .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .readValue(json);
    }

    private static Answer answer(MoveOutcome outcome) {
        if (outcome instanceof MoveOutcome.Moved moved) {
            return new Answer(moved.task(), moved.move(), moved.repeated());
        }
        if (outcome instanceof MoveOutcome.Unknown unknown) {
            throw Problem.notFound(unknown.explanation());
        }
        throw Problem.conflict(((MoveOutcome.Impossible) outcome).explanation());
    }

    private static String text(String field, @Nullable String value, int maxChars) {
        if (value == null || value.isBlank()) {
            throw missing(field);
        }
        if (value.length() > maxChars) {
            throw Problem.badRequest("the field '" + field + "' has " + value.length() + " characters; at most "
                    + maxChars + " are kept");
        }
        return value.strip();
    }

    private static Problem missing(String field) {
        return Problem.badRequest("the field '" + field
                + "' is missing: whoever looks at the history later wants to know who changed what is live, and why");
    }

    private static String key(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return UUID.randomUUID().toString();
        }
        if (header.length() > MAX_KEY_CHARS) {
            throw Problem.badRequest("the header " + KEY_HEADER + " has more than " + MAX_KEY_CHARS + " characters");
        }
        return header;
    }
}
