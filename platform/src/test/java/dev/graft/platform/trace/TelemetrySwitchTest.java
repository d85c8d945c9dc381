package dev.graft.platform.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TelemetrySwitchTest {
    private static final Map<String, String> AS_SHIPPED =
            Map.of(TelemetrySwitch.DISABLED, "false", TelemetrySwitch.ENDPOINT, "", TelemetrySwitch.JSON, "false");

    @Test
    void nothing_is_traced_where_there_is_nowhere_to_send_it() {
        assertThat(config(Map.of()).getValue(TelemetrySwitch.DISABLED, boolean.class))
                .isTrue();
    }

    @Test
    void an_endpoint_switches_tracing_on() {
        SmallRyeConfig all = config(Map.of(TelemetrySwitch.ENDPOINT, "http://collector:4317"));
        SmallRyeConfig traces = config(Map.of(TelemetrySwitch.TRACES_ENDPOINT, "http://collector:4317"));

        assertThat(all.getValue(TelemetrySwitch.DISABLED, boolean.class)).isFalse();
        assertThat(traces.getValue(TelemetrySwitch.DISABLED, boolean.class)).isFalse();
    }

    @Test
    void whoever_disables_tracing_has_none_at_any_endpoint() {
        SmallRyeConfig config =
                config(Map.of(TelemetrySwitch.ENDPOINT, "http://collector:4317", TelemetrySwitch.DISABLED, "true"));

        assertThat(config.getValue(TelemetrySwitch.DISABLED, boolean.class)).isTrue();
    }

    @Test
    void the_log_is_text_unless_json_is_asked_for() {
        assertThat(config(Map.of()).getValue(TelemetrySwitch.JSON, boolean.class))
                .isFalse();
        assertThat(config(Map.of(TelemetrySwitch.LOG, "text")).getValue(TelemetrySwitch.JSON, boolean.class))
                .isFalse();
        assertThat(config(Map.of(TelemetrySwitch.LOG, "json")).getValue(TelemetrySwitch.JSON, boolean.class))
                .isTrue();
    }

    @Test
    void a_form_of_log_that_there_is_not_is_refused_by_its_name() {
        SmallRyeConfig config = config(Map.of(TelemetrySwitch.LOG, "xml"));

        assertThatThrownBy(() -> config.getValue(TelemetrySwitch.JSON, boolean.class))
                .hasMessageContaining("GRAFT_LOG")
                .hasMessageContaining("xml")
                .hasMessageContaining("json");
    }

    private static SmallRyeConfig config(Map<String, String> said) {
        return new SmallRyeConfigBuilder()
                .withSources(
                        new PropertiesConfigSource(AS_SHIPPED, "shipped", 100),
                        new PropertiesConfigSource(said, "said", 200))
                .withInterceptors(new TelemetrySwitch())
                .build();
    }
}
