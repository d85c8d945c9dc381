package dev.graft.predictor.serving.http;

import dev.graft.platform.http.Refusal;
import dev.graft.platform.http.RefusalForm;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;

/** A refused call in the Open Inference Protocol's form. */
@Singleton
class OpenInferenceRefusals implements RefusalForm {
    private static final String ROOT = "/v2";

    @Override
    public Optional<Response> of(Refusal refusal) {
        String path = refusal.path();
        if (!path.equals(ROOT) && !path.startsWith(ROOT + "/")) {
            return Optional.empty();
        }
        return Optional.of(Response.status(refusal.status())
                .type(MediaType.APPLICATION_JSON)
                .entity(Map.of("error", refusal.detail()))
                .build());
    }
}
