package dev.graft.platform.http;

import dev.graft.platform.access.Access;
import dev.graft.platform.access.Caller;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Asks Quarkus' OIDC extension who sent the request: it checks the bearer token's signature, times, issuer and audience. */
@Singleton
class OidcTokens {
    private static final Logger LOG = Logger.getLogger(OidcTokens.class);

    private final CurrentIdentityAssociation identity;
    private final Access access;

    OidcTokens(CurrentIdentityAssociation identity, Access access) {
        this.identity = identity;
        this.access = access;
    }

    /** The issuer's keys cannot be had. */
    static final class IssuerAway extends RuntimeException {
        private static final long serialVersionUID = 1L;

        IssuerAway(Throwable cause) {
            super(cause);
        }
    }

    /**
     * Who sent the present request.
     *
     * @return empty: its token is not one that the issuer signed for this mesh; fails with {@link IssuerAway}
     */
    Uni<Optional<Caller>> caller() {
        return identity.getDeferredIdentity()
                .map(this::caller)
                .onFailure(AuthenticationFailedException.class)
                .recoverWithItem(Optional.empty())
                .onFailure()
                .transform(OidcTokens::away);
    }

    private Optional<Caller> caller(SecurityIdentity known) {
        return known.isAnonymous()
                ? Optional.empty()
                : Optional.of(access.issued(known.getPrincipal().getName(), known.getRoles()));
    }

    private static Throwable away(Throwable failure) {
        LOG.warnf("a token cannot be checked: %s", failure.getMessage());
        return new IssuerAway(failure);
    }
}
