package dev.graft.predictor.serving.grpc;

import dev.graft.platform.access.Access;
import dev.graft.platform.access.Caller;
import dev.graft.platform.access.Role;
import dev.graft.platform.http.Bearer;
import dev.graft.platform.http.Refusal;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a call pass when its caller is a reader, as the REST interface does for what these calls do: all of them look, or ask
 * a model. gRPC's own health service asks nobody, as {@code /q/health} does. Tokens are those that the service was configured
 * with; an OIDC issuer's count over REST alone.
 */
@ApplicationScoped
@GlobalInterceptor
public class RoleInterceptor implements ServerInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final String HEALTH = "grpc.health.v1.Health";
    private static final Role NEEDED = Role.READER;
    private static final int FORBIDDEN = 403;

    private final Access access;
    private final MeterRegistry meters;

    public RoleInterceptor(Access access, MeterRegistry meters) {
        this.access = access;
        this.meters = meters;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        String service = call.getMethodDescriptor().getServiceName();
        Optional<Refusal> refusal = HEALTH.equals(service)
                ? Optional.empty()
                : refusal(headers.get(AUTHORIZATION), call.getMethodDescriptor().getFullMethodName());
        if (refusal.isEmpty()) {
            return next.startCall(call, headers);
        }
        call.close(status(refusal.get()), new Metadata());
        return new ServerCall.Listener<>() {};
    }

    private Optional<Refusal> refusal(@Nullable String header, String path) {
        if (access.isOpen()) {
            return Optional.empty();
        }
        Optional<Caller> caller = header == null
                ? Optional.of(access.anonymous())
                : Bearer.token(header).flatMap(access::byToken);
        if (caller.isEmpty()) {
            return Optional.of(Refusal.unknownCredentials(path));
        }
        if (caller.get().may(NEEDED)) {
            return Optional.empty();
        }
        return Optional.of(
                caller.get().isKnown()
                        ? Refusal.roleTooLow(caller.get(), NEEDED, path)
                        : Refusal.noCredentials(NEEDED, path));
    }

    private Status status(Refusal refusal) {
        meters.counter("graft.refusals", "status", Integer.toString(refusal.status()), "needed", NEEDED.word())
                .increment();
        Status status = refusal.status() == FORBIDDEN ? Status.PERMISSION_DENIED : Status.UNAUTHENTICATED;
        return status.withDescription(refusal.detail());
    }
}
