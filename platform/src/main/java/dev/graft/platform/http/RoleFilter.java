package dev.graft.platform.http;

import dev.graft.platform.access.Access;
import dev.graft.platform.access.Caller;
import dev.graft.platform.access.Role;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Lets a request pass when its caller has the role that the REST method needs, and tells the method who calls. */
public class RoleFilter {
    private final Access access;
    private final OidcTokens oidc;
    private final Instance<RefusalForm> forms;
    private final MeterRegistry meters;

    public RoleFilter(Access access, OidcTokens oidc, Instance<RefusalForm> forms, MeterRegistry meters) {
        this.access = access;
        this.oidc = oidc;
        this.forms = forms;
        this.meters = meters;
    }

    /** @return null: the request passes, without the detour that waiting for a {@code Uni} is */
    @ServerRequestFilter
    @Nullable
    Uni<Response> check(ContainerRequestContext request, ResourceInfo resource) {
        Role needed = NeededRole.of(resource.getResourceClass(), resource.getResourceMethod(), request.getMethod());
        AuditTrail.expect(request, needed);
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (access.isOpen() || header == null) {
            return atOnce(decide(request, needed, access.anonymous()));
        }
        String token = Bearer.token(header).orElse(null);
        Optional<Caller> caller = token == null ? Optional.empty() : access.byToken(token);
        if (caller.isPresent() || token == null || !access.asksIssuer()) {
            return atOnce(decide(request, needed, caller));
        }
        return oidc.caller()
                .map(issued -> decide(request, needed, issued))
                .onFailure(OidcTokens.IssuerAway.class)
                .recoverWithItem(() -> refuse(Refusal.issuerAway(path(request)), needed));
    }

    private static @Nullable Uni<Response> atOnce(@Nullable Response refusal) {
        return refusal == null ? null : Uni.createFrom().item(refusal);
    }

    private @Nullable Response decide(ContainerRequestContext request, Role needed, Optional<Caller> caller) {
        return caller.isPresent()
                ? decide(request, needed, caller.get())
                : refuse(Refusal.unknownCredentials(path(request)), needed);
    }

    private @Nullable Response decide(ContainerRequestContext request, Role needed, Caller caller) {
        request.setSecurityContext(new CallerContext(caller));
        if (caller.may(needed)) {
            return null;
        }
        return refuse(
                caller.isKnown()
                        ? Refusal.roleTooLow(caller, needed, path(request))
                        : Refusal.noCredentials(needed, path(request)),
                needed);
    }

    private Response refuse(Refusal refusal, Role needed) {
        meters.counter("graft.refusals", "status", Integer.toString(refusal.status()), "needed", needed.word())
                .increment();
        Response answer = forms.stream()
                .flatMap(form -> form.of(refusal).stream())
                .findFirst()
                .orElseGet(refusal::answer);
        return refusal.challenged(answer);
    }

    private static String path(ContainerRequestContext request) {
        return request.getUriInfo().getPath();
    }
}
