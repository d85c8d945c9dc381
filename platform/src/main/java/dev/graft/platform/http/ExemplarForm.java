package dev.graft.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Gives Prometheus its metrics in the form that has exemplars. Prometheus prefers it and takes plain text too; the endpoint
 * takes that for a wish for plain text.
 */
@ApplicationScoped
public class ExemplarForm {
    private static final String METRICS = "/metrics";
    private static final String KIND = "application/openmetrics-text";
    private static final String FORM = KIND + "; version=1.0.0; charset=utf-8";
    private static final int EARLY = 100;

    void register(@Observes Filters filters) {
        filters.register(ExemplarForm::prefer, EARLY);
    }

    private static void prefer(RoutingContext call) {
        String accepted = call.request().getHeader(HttpHeaders.ACCEPT);
        if (accepted != null && accepted.contains(KIND) && call.normalizedPath().endsWith(METRICS)) {
            call.request().headers().set(HttpHeaders.ACCEPT, FORM);
        }
        call.next();
    }
}
