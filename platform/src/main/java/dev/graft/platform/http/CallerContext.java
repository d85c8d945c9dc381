package dev.graft.platform.http;

import dev.graft.platform.access.Caller;
import dev.graft.platform.access.Role;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The caller of a request as JAX-RS knows one. */
public record CallerContext(Caller caller) implements SecurityContext {

    /**
     * Who calls.
     *
     * @param context of a REST method
     */
    public static Caller of(SecurityContext context) {
        if (context instanceof CallerContext known) {
            return known.caller();
        }
        throw new IllegalStateException("no filter has asked who calls");
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return caller.isKnown() ? caller::name : null;
    }

    @Override
    public boolean isUserInRole(String role) {
        return Arrays.stream(Role.values()).anyMatch(each -> each.word().equals(role) && caller.may(each));
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public @Nullable String getAuthenticationScheme() {
        return caller.isKnown() ? "Bearer" : null;
    }
}
