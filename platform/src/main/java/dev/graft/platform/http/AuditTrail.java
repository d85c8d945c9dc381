package dev.graft.platform.http;

import dev.graft.platform.access.AuditEntry;
import dev.graft.platform.access.Caller;
import dev.graft.platform.access.Role;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Logs every request that would change something, granted or refused, as one line of the category {@value #CATEGORY}. */
public class AuditTrail {
    public static final String CATEGORY = "dev.graft.audit";

    private static final Logger LOG = Logger.getLogger(CATEGORY);
    private static final String NEEDED = "dev.graft.access.needed";
    private static final Caller UNKNOWN = new Caller(Caller.ANONYMOUS, null, Caller.Proof.NONE);

    static void expect(ContainerRequestContext request, Role needed) {
        request.setProperty(NEEDED, needed);
    }

    @ServerResponseFilter
    void log(ContainerRequestContext request, ContainerResponseContext response) {
        if (!(request.getProperty(NEEDED) instanceof Role needed) || needed == Role.READER) {
            return;
        }
        Caller caller = request.getSecurityContext() instanceof CallerContext known ? known.caller() : UNKNOWN;
        String path = request.getUriInfo().getRequestUri().getRawPath();
        LOG.info(AuditEntry.of(caller, needed, request.getMethod(), path, response.getStatus())
                .line());
    }
}
