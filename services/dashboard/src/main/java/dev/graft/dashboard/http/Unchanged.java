package dev.graft.dashboard.http;

import dev.graft.dashboard.messaging.CatchUp;
import dev.graft.dashboard.readmodel.ReadModel;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Says {@code 304 Not Modified} to whoever has the answers of this very revision of the read model. The tag is taken
 * before the answer is worked out, so an answer is never older than its tag.
 */
public class Unchanged {
    private static final String TAG = "graft.entity-tag";
    private static final String PREFIX = "/api/";
    private static final String STREAM = "/api/events";

    private final String process = UUID.randomUUID().toString().substring(0, 8);
    private final ReadModel model;
    private final CatchUp catchUp;

    public Unchanged(ReadModel model, CatchUp catchUp) {
        this.model = model;
        this.catchUp = catchUp;
    }

    @ServerRequestFilter
    @Nullable
    Response compare(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (!request.getMethod().equals(HttpMethod.GET) || !path.startsWith(PREFIX) || path.equals(STREAM)) {
            return null;
        }
        EntityTag tag = new EntityTag(process + "-" + model.revision() + "-" + catchUp.isDone(), true);
        request.setProperty(TAG, tag);
        Response.ResponseBuilder unchanged = request.getRequest().evaluatePreconditions(tag);
        return unchanged == null ? null : unchanged.tag(tag).build();
    }

    @ServerResponseFilter
    void tag(ContainerRequestContext request, ContainerResponseContext response) {
        Object tag = request.getProperty(TAG);
        if (tag != null && response.getStatus() == Response.Status.OK.getStatusCode()) {
            response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
            response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-cache");
        }
    }
}
