package dev.graft.registry.mlflow.http;

import dev.graft.platform.http.CallerContext;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Objects;

/** Whom the history names for a move over MLflow's interface. */
final class Movers {
    /** MLflow's client does not say who uses it. */
    private static final String NOBODY_KNOWN = "mlflow";

    private Movers() {}

    static String name(SecurityContext caller) {
        return Objects.requireNonNullElse(CallerContext.of(caller).nameOr(null), NOBODY_KNOWN);
    }
}
