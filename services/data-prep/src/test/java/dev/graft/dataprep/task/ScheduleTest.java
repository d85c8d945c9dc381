package dev.graft.dataprep.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    @Test
    void names_times_in_utc() {
        Schedule hourly = Schedule.parse("15 * * * *");

        assertThat(hourly.lastUntil(NOON)).contains(Instant.parse("2026-03-10T11:15:00Z"));
        assertThat(hourly.nextAfter(NOON)).contains(Instant.parse("2026-03-10T12:15:00Z"));
    }

    @Test
    void a_named_time_counts_from_its_first_moment() {
        assertThat(Schedule.parse("0 12 * * *").lastUntil(NOON)).contains(NOON);
    }

    @Test
    void knows_the_days_of_the_week() {
        assertThat(Schedule.parse("0 6 * * 1-5").lastUntil(Instant.parse("2026-03-15T12:00:00Z")))
                .contains(Instant.parse("2026-03-13T06:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"60 * * * *", "* * * *", "0 0 0 1 1 1", "often", "* * 32 * *", "*/0 * * * *"})
    void refuses_what_is_no_expression_of_five_fields(String expression) {
        assertThatIllegalArgumentException().isThrownBy(() -> Schedule.parse(expression));
    }
}
