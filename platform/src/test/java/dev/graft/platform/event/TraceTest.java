package dev.graft.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void a_child_stays_in_the_trace_under_a_span_of_its_own() {
        String child = Trace.childOf(PARENT, "runs/1/manifest.json");

        assertThat(child).startsWith("00-0af7651916cd43dd8448eb211c80319c-").endsWith("-01");
        assertThat(child).hasSameSizeAs(PARENT).isNotEqualTo(PARENT);
        assertThat(Trace.childOf(PARENT, "runs/1/manifest.json")).isEqualTo(child);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "junk", "00-00000000000000000000000000000000-b7ad6b7169203331-01"})
    void a_missing_or_broken_parent_starts_a_trace(String parent) {
        assertThat(Trace.childOf(parent, "here")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }
}
