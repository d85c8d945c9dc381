package dev.graft.predictor.serving.http;

import dev.graft.platform.http.ProblemDetails;
import dev.graft.predictor.serving.AnswerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Tells a client that there are too many of them. */
public class OverloadedMapper {
    @ServerExceptionMapper
    Response overloaded(AnswerRequest.Overloaded e, UriInfo uri) {
        return Response.status(503)
                .type(ProblemDetails.MEDIA_TYPE)
                .header(HttpHeaders.RETRY_AFTER, 1)
                .entity(new ProblemDetails(
                        "about:blank",
                        "Overloaded",
                        503,
                        "More requests are waiting than can be answered in time; send fewer at once, several texts in"
                                + " one request, or run another predictor",
                        uri.getPath()))
                .build();
    }
}
