package dev.graft.registry.mlflow.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.graft.platform.store.StoreException;
import dev.graft.registry.label.Refused;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Turns what a call returns or throws into MLflow's form: JSON, and {@code error_code} with {@code message} for errors. */
final class MlflowAnswers {
    private static final Logger LOG = Logger.getLogger(MlflowAnswers.class);

    private MlflowAnswers() {}

    /** The body of an error answer. */
    record Failure(@JsonProperty("error_code") String errorCode, String message) {}

    static Response answer(Supplier<?> call) {
        try {
            return json(200, call.get());
        } catch (Refused e) {
            return refused(e);
        } catch (StoreException.Unavailable e) {
            return failure(
                    503, "TEMPORARILY_UNAVAILABLE", "The object store cannot be reached; try again. " + e.getMessage());
        } catch (RuntimeException e) {
            String reference = UUID.randomUUID().toString();
            LOG.errorf(e, "a call of MLflow's interface failed, reference %s", reference);
            return failure(
                    500,
                    "INTERNAL_ERROR",
                    "Something failed in the registry; its log tells more under reference " + reference);
        }
    }

    static Response done(Runnable call) {
        return answer(() -> {
            call.run();
            return Map.of();
        });
    }

    private static Response refused(Refused e) {
        return switch (e.reason()) {
            case UNKNOWN -> failure(404, "RESOURCE_DOES_NOT_EXIST", e.getMessage());
            case EXISTS -> failure(400, "RESOURCE_ALREADY_EXISTS", e.getMessage());
            case INVALID -> failure(400, "INVALID_PARAMETER_VALUE", e.getMessage());
            case CONFLICT -> failure(409, "RESOURCE_CONFLICT", e.getMessage());
        };
    }

    static Response failure(int status, String code, @Nullable String message) {
        return json(status, new Failure(code, message == null ? code : message));
    }

    private static Response json(int status, Object body) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(body)
                .build();
    }
}
