package dev.graft.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.graft.platform.store.StoreException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Turns everything that a REST method throws into problem details. */
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response problem(Problem problem, UriInfo uri) {
        return answer(problem.status(), problem.title(), problem.getMessage(), uri);
    }

    @ServerExceptionMapper
    Response badJson(JsonProcessingException e, UriInfo uri) {
        return answer(
                400, "Bad request", "The body is not the JSON that is expected here: " + e.getOriginalMessage(), uri);
    }

    /** Said of its own because the framework maps this subclass itself, to a body that is no problem document. */
    @ServerExceptionMapper
    Response unexpectedJson(MismatchedInputException e, UriInfo uri) {
        return badJson(e, uri);
    }

    @ServerExceptionMapper
    Response webApplication(WebApplicationException e, UriInfo uri) {
        Throwable cause = e.getCause();
        if (cause instanceof JsonProcessingException json) {
            return badJson(json, uri);
        }
        Response.StatusType status = e.getResponse().getStatusInfo();
        return answer(status.getStatusCode(), status.getReasonPhrase(), e.getMessage(), uri);
    }

    @ServerExceptionMapper
    Response store(StoreException.Unavailable e, UriInfo uri) {
        return answer(503, "Not available", "The object store cannot be reached; try again. " + e.getMessage(), uri);
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e, UriInfo uri) {
        String reference = UUID.randomUUID().toString();
        LOG.errorf(e, "request %s failed, reference %s", uri.getPath(), reference);
        return answer(
                500,
                "Internal error",
                "Something failed in the service; its log tells more under reference " + reference,
                uri);
    }

    private static Response answer(int status, String title, @Nullable String detail, UriInfo uri) {
        return Response.status(status)
                .type(ProblemDetails.MEDIA_TYPE)
                .entity(new ProblemDetails(
                        "about:blank", title, status, detail == null ? title : detail, uri.getPath()))
                .build();
    }
}
