package dev.graft.registry.catalogue.http;

import dev.graft.platform.http.Problem;
import dev.graft.registry.book.Books;
import dev.graft.registry.catalogue.AuditMoves;
import dev.graft.registry.catalogue.AuditedMove;
import dev.graft.registry.catalogue.Page;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The moves of all models, newest first: who promoted what. */
@Path("/audit")
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {
    private final AuditMoves moves;

    public AuditResource(Books books) {
        this.moves = new AuditMoves(books);
    }

    @GET
    @Operation(summary = "Who promoted what in all models, newest first")
    public Page<AuditedMove> moves(
            @QueryParam("since") @Nullable String since,
            @QueryParam("by") @Nullable String by,
            @QueryParam("offset") int offset,
            @QueryParam("limit") @DefaultValue(Cuts.DEFAULT_LIMIT) int limit) {
        return moves.moves(new AuditMoves.Wanted(since == null ? null : instant(since), by), Cuts.of(offset, limit));
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw Problem.badRequest("since must be a time such as 2026-01-31T08:00:00Z");
        }
    }
}
