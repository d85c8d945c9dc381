package dev.graft.platform.trace;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Derives what is told of a service from what its environment says: traces where there is an endpoint to send them to, and a
 * log of JSON where {@code GRAFT_LOG} is {@code json}.
 */
public final class TelemetrySwitch implements ConfigSourceInterceptor {
    static final String DISABLED = "quarkus.otel.sdk.disabled";
    static final String ENDPOINT = "quarkus.otel.exporter.otlp.endpoint";
    static final String TRACES_ENDPOINT = "quarkus.otel.exporter.otlp.traces.endpoint";
    static final String JSON = "quarkus.log.console.json.enabled";
    static final String LOG = "graft.log";

    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue given = context.proceed(name);
        return switch (name) {
            case DISABLED -> isEndpointGiven(context) ? given : yes(name);
            case JSON -> isJson(context) ? yes(name) : given;
            default -> given;
        };
    }

    private static boolean isEndpointGiven(ConfigSourceInterceptorContext context) {
        return Stream.of(ENDPOINT, TRACES_ENDPOINT)
                .anyMatch(name -> !text(context.proceed(name)).isBlank());
    }

    private static boolean isJson(ConfigSourceInterceptorContext context) {
        String form = text(context.proceed(LOG));
        return switch (form) {
            case "json" -> true;
            case "", "text" -> false;
            default -> throw new IllegalArgumentException("GRAFT_LOG is '" + form + "'; it can be 'text' or 'json'");
        };
    }

    private static String text(@Nullable ConfigValue value) {
        return value == null || value.getValue() == null ? "" : value.getValue();
    }

    private static ConfigValue yes(String name) {
        return ConfigValue.builder().withName(name).withValue("true").build();
    }
}
