package dev.graft.dashboard.http;

import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Everything as it happens, as server-sent events. */
@Path("/api/events")
public class LiveResource {
    private static final Logger LOG = Logger.getLogger(LiveResource.class);

    private final LiveClients clients;

    public LiveResource(LiveClients clients) {
        this.clients = clients;
    }

    /**
     * Each event is named by its type; its data is {@code {type, task, id, time, correlationId, data}}.
     *
     * @param task only what is about this task
     * @param lastId go on after this event; browsers send it when they connect again
     */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "Everything as it happens, as server-sent events")
    public Multi<OutboundSseEvent> events(
            @RestQuery @Nullable String task,
            @RestHeader("Last-Event-ID") @Nullable String lastId,
            @Context Sse sse,
            HttpServerRequest request) {
        return clients.stream(sse, lastId, task, () -> cutOff(request));
    }

    private static void cutOff(HttpServerRequest request) {
        LOG.infof("live client %s does not keep up and is cut off", request.remoteAddress());
        request.connection().close();
    }
}
