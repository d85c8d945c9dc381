package dev.graft.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.types.Time;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTimeTest {
    private static final int TIMES = 20_000;

    @Test
    void reads_the_times_that_the_mesh_writes_as_the_library_does() {
        Random random = new Random(11);
        for (int i = 0; i < TIMES; i++) {
            long second = random.nextLong(-60_000_000_000L, 250_000_000_000L);
            int digits = random.nextInt(4) * 3;
            long unit = (long) Math.pow(10, 9 - digits);
            String text = Instant.ofEpochSecond(second, random.nextLong(1_000_000_000L) / unit * unit)
                    .toString();
            assertThat(UtcTime.plain(text))
                    .as(text)
                    .isEqualTo(Time.parseTime(text).toInstant());
        }
    }

    @Test
    void reads_fractions_of_any_length() {
        assertThat(UtcTime.plain("2026-03-01T10:00:00.5Z")).isEqualTo(Instant.parse("2026-03-01T10:00:00.5Z"));
        assertThat(UtcTime.plain("2026-03-01T10:00:00.000000001Z"))
                .isEqualTo(Instant.parse("2026-03-01T10:00:00.000000001Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-03-01",
                "2026-03-01T10:00:00",
                "2026-03-01T10:00:00+02:00",
                "2026-03-01t10:00:00z",
                "2026-03-01T10:00:00.Z",
                "2026-03-01T10:00:00.1234567891Z",
                "2026-03-01T10:00:00,5Z",
                "2026-03-01T10:00:00.5aZ",
                "2026-02-30T10:00:00Z",
                "2026-03-01T24:00:00Z",
                "2026-03-01T10:00:60Z",
                "2026-3-01T10:00:00Z",
                "٢٠٢٦-03-01T10:00:00Z"
            })
    void leaves_all_else_to_the_library(String text) {
        assertThat(UtcTime.plain(text)).isNull();
    }
}
