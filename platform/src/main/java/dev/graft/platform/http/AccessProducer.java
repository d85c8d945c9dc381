package dev.graft.platform.http;

import dev.graft.platform.access.Access;
import dev.graft.platform.access.AccessConfig;
import dev.graft.platform.access.ListeningCheck;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Makes {@link Access} of the configuration, and keeps a service from starting with one that leaves it open by mistake. */
@ApplicationScoped
class AccessProducer {
    private static final Logger LOG = Logger.getLogger(AccessProducer.class);

    @Produces
    @Singleton
    Access access(
            AccessConfig config,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean issuer,
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> issuerUrl,
            @ConfigProperty(name = "quarkus.oidc.token.audience") Optional<String> audience) {
        if (issuerUrl.isPresent() && !issuer) {
            throw new IllegalStateException(
                    "quarkus.oidc.auth-server-url names an OIDC issuer whose tokens would not be"
                            + " accepted: set quarkus.oidc.tenant-enabled=true too, or take the issuer away");
        }
        if (issuer && audience.isEmpty()) {
            throw new IllegalStateException("set quarkus.oidc.token.audience to the audience that tokens for this mesh"
                    + " have, or to 'any' where a token that the issuer made for another service shall count too");
        }
        return Access.of(config, issuer);
    }

    void onStart(
            @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start,
            AccessConfig config,
            Access access,
            @ConfigProperty(name = "quarkus.http.host") String host) {
        new ListeningCheck(config, access).objection(host).ifPresent(objection -> {
            throw new IllegalStateException(objection);
        });
        if (access.isOpen()) {
            LOG.infof("whoever reaches %s may do everything: no credentials are configured", host);
        }
    }
}
