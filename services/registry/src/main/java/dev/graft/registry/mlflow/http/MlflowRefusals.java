package dev.graft.registry.mlflow.http;

import dev.graft.platform.http.Refusal;
import dev.graft.platform.http.RefusalForm;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** A refused call in MLflow's form, so that its client shows why. */
@Singleton
class MlflowRefusals implements RefusalForm {
    private static final String PATHS = "/api/2.0/mlflow";

    @Override
    public Optional<Response> of(Refusal refusal) {
        if (!refusal.path().startsWith(PATHS)) {
            return Optional.empty();
        }
        String code = switch (refusal.status()) {
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            default -> "TEMPORARILY_UNAVAILABLE";
        };
        return Optional.of(MlflowAnswers.failure(refusal.status(), code, refusal.detail()));
    }
}
